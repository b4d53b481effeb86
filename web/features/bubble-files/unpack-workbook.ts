import { strFromU8, Unzip, UnzipInflate, type Zippable, zipSync } from 'fflate'

/** Bytes of an unpacked workbook. */
export const UNPACKED_MAX = 20 * 1024 * 1024
/** Deflate expands at most a thousandfold: this many bytes are at most 16 MB unpacked at once. */
const STEP = 16 * 1024
/** Cells between the first one and the last: a single cell far away makes a table of billions. */
const CELLS_MAX = 1_000_000

/** `too_large`: unpacked, or its table; `broken`: no workbook, or not a complete one. */
export class WorkbookError extends Error {
  readonly reason: 'too_large' | 'broken'

  constructor(reason: WorkbookError['reason']) {
    super(reason)
    this.reason = reason
  }
}

const NEEDED =
  /^(?:\[Content_Types\]\.xml|_rels\/.*|xl\/(?:_rels\/.*|[^/]+\.xml|worksheets\/[^/]+\.xml))$/i

/**
 * Returns a workbook with its parts unpacked, so that reading it needs no worker, which the content
 * security policy does not allow. Sizes are limited as declared and as they are, while unpacking.
 * @throws {WorkbookError}
 */
export function unpackWorkbook(bytes: Uint8Array): ArrayBuffer {
  const parts = unpack(bytes)
  if (![...parts.keys()].some((name) => /^xl\/workbook\.xml$/i.test(name))) {
    throw new WorkbookError('broken')
  }
  for (const [name, part] of parts) {
    if (/^xl\/worksheets\//i.test(name)) checkCells(strFromU8(part))
  }
  const stored = Array.from(parts, ([name, part]) => [name, [part, { level: 0 }]] as const)
  const archive = zipSync(Object.fromEntries(stored) as Zippable)
  return archive.buffer.slice(
    archive.byteOffset,
    archive.byteOffset + archive.byteLength,
  ) as ArrayBuffer
}

function unpack(bytes: Uint8Array): Map<string, Uint8Array> {
  const parts = new Map<string, Uint8Array>()
  let unpacked = 0
  const count = (size: number) => {
    unpacked += size
    if (unpacked > UNPACKED_MAX) throw new WorkbookError('too_large')
  }
  const unzip = new Unzip((file) => {
    if ((file.originalSize ?? 0) > UNPACKED_MAX) throw new WorkbookError('too_large')
    if (!NEEDED.test(file.name)) return
    const chunks: Uint8Array[] = []
    file.ondata = (error, chunk, final) => {
      if (error) throw error instanceof WorkbookError ? error : new WorkbookError('broken')
      count(chunk.length)
      chunks.push(chunk)
      if (final) parts.set(file.name, joined(chunks))
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  try {
    for (let from = 0; from < bytes.length; from += STEP) {
      const to = Math.min(bytes.length, from + STEP)
      unzip.push(bytes.subarray(from, to), to === bytes.length)
    }
  } catch (error) {
    throw error instanceof WorkbookError ? error : new WorkbookError('broken')
  }
  return parts
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

const CELL = /<(?:\w+:)?c\s[^>]*?\br\s*=\s*["']([^"']*)["']/g
const ADDRESS = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/i

function checkCells(xml: string): void {
  let [rows, columns] = [0, 0]
  for (const [, address = ''] of xml.matchAll(CELL)) {
    const [, letters, row] = ADDRESS.exec(address) ?? []
    if (!letters) throw new WorkbookError('broken')
    const column = [...letters.toUpperCase()].reduce(
      (sum, one) => sum * 26 + one.charCodeAt(0) - 64,
      0,
    )
    columns = Math.max(columns, column)
    rows = Math.max(rows, Number(row))
  }
  if (rows * columns > CELLS_MAX) throw new WorkbookError('too_large')
}
