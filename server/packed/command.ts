import { prepareRuntime } from './runtime.ts'

/** `build/follow-up-console.js`, the command of the package: starts the console or runs a command. */
prepareRuntime()
const [command, ...options] = process.argv.slice(2)
await import(command === 'start' && options.length === 0 ? './console.ts' : '../cli/main.ts')
