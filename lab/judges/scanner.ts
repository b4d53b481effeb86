import { spawn } from 'node:child_process'
import { exchangeSchema } from '#contract/exchange'
import { parseJson } from '#contract/json'
import { refusalSchema } from '#contract/refusal'

/** A server to scan. */
export type ScanTarget = {
  url: string
  /** Addresses with query parameters, where a scanner starts. */
  entryUrls: readonly string[]
}

export type Scanner = {
  name: string
  /** What it looks for. */
  looksFor: string
  /** The program it runs, which is also the name of the Debian package. */
  program?: string
  /** Returns one line for each finding. */
  run(target: ScanTarget, options: ScanOptions): Promise<string[]>
}

export type ScanOptions = {
  /** A rough scan; all scanners together take about a minute. */
  quick: boolean
  /** A folder for temporary files. */
  folder: string
}

export type ProgramResult = { output: string; timedOut: boolean }

/** Runs a program for at most so many seconds. */
export function runProgram(
  seconds: number,
  program: string,
  args: readonly string[],
  input?: Buffer,
): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { timeout: seconds * 1000, killSignal: 'SIGKILL' })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('latin1').on('data', (text: string) => {
        output += text
      })
    }
    child.once('error', reject)
    child.stdin.on('error', () => {})
    child.stdin.end(input)
    child.once('close', (_, signal) => resolve({ output, timedOut: signal === 'SIGKILL' }))
  })
}

export type HostileResponse = { status: number; headers: string; body: string }

/** A position in a source file or a database error, which no client may see. */
const INTERNALS =
  /\bat \S+ ?\(?(?:file|node):|\.(?:ts|js|mjs):\d+:\d+|SQLITE_|sqlite error|syntax error at/i

/** Returns what is wrong with the response to a hostile request, or null if nothing is. */
export function findLeak(response: HostileResponse | null): string | null {
  if (response === null) return 'no response'
  const { status, headers, body } = response
  if (INTERNALS.test(body)) return `HTTP ${status} shows internals`
  if (status >= 500 && !isDocumented(body)) return `HTTP ${status} with an undocumented body`
  if (status === 500) return 'HTTP 500'
  // Node responds to invalid HTTP with 400 and without our headers.
  if (status !== 400 && !/content-security-policy: default-src 'none'/i.test(headers)) {
    return `HTTP ${status} without a policy`
  }
  return null
}

/** Whether the body is an error or an exchange of the API. */
function isDocumented(body: string): boolean {
  const value = parseJson(body)
  return refusalSchema.safeParse(value).success || exchangeSchema.safeParse(value).success
}
