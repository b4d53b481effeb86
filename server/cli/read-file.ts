import { readFile, stat } from 'node:fs/promises'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/**
 * The text of a file, or of standard input where its name is `-`.
 * @param limit in bytes
 * @throws {UsageError} where it cannot be read, is too large or is no UTF-8
 */
export async function readText(file: string, limit: number, terminal: Terminal): Promise<string> {
  const text = file === '-' ? await terminal.readInput(limit) : await readNamed(file, limit)
  if (text !== null) return text.replace(/^\uFEFF/, '')
  const size = `${Math.floor(limit / 1024)} KB`
  throw new UsageError({
    en: `${file}: larger than ${size}, and not read.`,
    zh: `${file}：超过 ${size}，没有读取。`,
  })
}

async function readNamed(file: string, limit: number): Promise<string | null> {
  try {
    if ((await stat(file)).size > limit) return null
    return decode(await readFile(file))
  } catch (error) {
    if (error instanceof UsageError) throw error
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new UsageError({
      en: `${file}: cannot be read (${code}).`,
      zh: `${file}：无法读取（${code}）。`,
    })
  }
}

/** @throws {UsageError} where the bytes are no UTF-8 */
export function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new UsageError({ en: 'The input is not UTF-8.', zh: '输入不是 UTF-8 编码。' })
  }
}
