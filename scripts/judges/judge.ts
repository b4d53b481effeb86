import { spawn } from 'node:child_process'

/** A server to be judged. */
export type Target = {
  url: string
  /** Addresses with parameters, from which a judge sets out. */
  doors: readonly string[]
}

export type Judge = {
  name: string
  /** What it looks for. */
  looks: string
  /** The program that it needs, and the package that brings it; none where it is our own. */
  program?: string
  /** What is wrong with the target, a line each. */
  run(target: Target, pace: Pace): Promise<string[]>
}

export type Pace = {
  /** A rough run of about a minute in all. */
  quick: boolean
  /** A folder for what the judge writes. */
  folder: string
}

export type Ran = { code: number | null; output: string; late: boolean }

/** Runs a program for at most so many seconds, and gives what it said. */
export function runFor(
  seconds: number,
  program: string,
  args: readonly string[],
  input?: Buffer,
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] })
    let output = ''
    let late = false
    const timer = setTimeout(() => {
      late = true
      child.kill('SIGKILL')
    }, seconds * 1000)
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('latin1').on('data', (text: string) => {
        output += text
      })
    }
    child.once('error', reject)
    child.stdin.on('error', () => {})
    child.stdin.end(input)
    child.once('close', (code) => {
      clearTimeout(timer)
      resolve({ code, output, late })
    })
  })
}
