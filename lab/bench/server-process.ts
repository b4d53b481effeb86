import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export type ServerProcess = {
  url: string
  pid: number
  /** CPU time of all threads so far, in milliseconds. */
  cpuMs(): Promise<number>
  /** Resident memory, in megabytes. */
  rssMb(): Promise<number>
  /** Sends an IPC request; only our own stubs respond. */
  ask<T>(request: object): Promise<T>
  /** Ends it with SIGKILL unless another signal is given. */
  stop(signal?: NodeJS.Signals): Promise<void>
}

type ServerOptions = {
  args?: readonly string[]
  env?: Readonly<Record<string, string>>
  /** The core it may use on a machine with several: measured servers share one. */
  side?: 'measured' | 'driving'
  /** False if the start is measured, because setting up an IPC channel takes time. */
  channel?: false
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const PROBE = new URL('./probe.ts', import.meta.url).href
const START_MS = 30_000
const onLinux = process.platform === 'linux'

/** Starts a file with this Node and waits until it prints its URL. */
export async function startServer(
  file: string,
  { args = [], env = {}, side, channel }: ServerOptions = {},
): Promise<ServerProcess> {
  const hasChannel = channel !== false || !onLinux
  const probe = onLinux ? [] : ['--import', PROBE]
  const [command = '', ...rest] = [...pin(side), process.execPath, ...probe, file, ...args]
  const child = spawn(command, rest, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe', ...(hasChannel ? (['ipc'] as const) : [])],
    env: { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, ...env },
  })
  let stderr = ''
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    stderr = (stderr + text).slice(-4000)
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = await addressOf(child, ended).catch((error: Error) => {
    child.kill('SIGKILL')
    throw new Error(`${file} ${error.message}.\n${stderr}`)
  })
  const ask = <T>(request: object) => askProcess<T>(child, request)
  return {
    url,
    pid: child.pid ?? 0,
    cpuMs: async () => (onLinux ? linuxCpuMs(child.pid) : (await ask<Probe>(PROBE_ME)).cpuMs),
    rssMb: async () => (onLinux ? linuxRssMb(child.pid) : (await ask<Probe>(PROBE_ME)).rssMb),
    ask,
    async stop(signal = 'SIGKILL') {
      child.kill(signal)
      await ended
    },
  }
}

/** The response of probe.ts. */
type Probe = { cpuMs: number; rssMb: number }
const PROBE_ME = { probe: true }

function addressOf(child: ChildProcess, ended: Promise<void>): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('printed no URL in time')), START_MS)
    child.once('error', reject)
    void ended.then(() => reject(new Error('exited at its start')))
    if (!child.stdout) return
    createInterface(child.stdout).on('line', (line) => {
      const [address] = /http:\/\/[\w.]+:\d+/.exec(line) ?? []
      if (!address) return
      clearTimeout(late)
      resolve(address)
    })
  })
}

let requests = 0
function askProcess<T>(child: ChildProcess, request: object): Promise<T> {
  requests += 1
  const id = requests
  return new Promise((resolve, reject) => {
    const listen = (response: { id?: number; value?: T; error?: string }) => {
      if (response.id !== id) return
      child.off('message', listen)
      if (response.error !== undefined) reject(new Error(response.error))
      else resolve(response.value as T)
    }
    child.on('message', listen)
    child.send({ id, ...request })
  })
}

/** Both measured servers share the last core, so that it also runs their JIT and garbage collection. */
function pin(side: ServerOptions['side']): string[] {
  if (!side || !canPin()) return []
  const cores = allowedCores()
  return ['taskset', '-c', String(side === 'measured' ? cores.at(-1) : cores[0])]
}

let pins: boolean | undefined
function canPin(): boolean {
  pins ??=
    onLinux &&
    availableParallelism() > 1 &&
    spawnSync('taskset', ['-c', String(allowedCores()[0]), 'true']).status === 0
  return pins
}

function allowedCores(): number[] {
  const [, list = '0'] =
    /^Cpus_allowed_list:\s*(\S+)/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
  return list.split(',').flatMap((part) => {
    const [first = 0, last = first] = part.split('-').map(Number)
    return Array.from({ length: last - first + 1 }, (_, i) => first + i)
  })
}

function linuxCpuMs(pid: number | undefined): number {
  const tasks = `/proc/${pid}/task`
  return readdirSync(tasks).reduce((sum, task) => {
    try {
      return sum + Number(readFileSync(`${tasks}/${task}/schedstat`, 'utf8').split(' ')[0]) / 1e6
    } catch {
      // The thread has just ended.
      return sum
    }
  }, 0)
}

function linuxRssMb(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmRSS:\s*(\d+) kB/m.exec(status)?.[1]) / 1024
}
