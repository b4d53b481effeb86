// @ts-check
// Preloaded into the console: while a file exists, creating a random ID throws in the handler.
import crypto from 'node:crypto'
import { existsSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

const { randomUUID } = crypto
Object.assign(crypto, {
  randomUUID() {
    if (existsSync(process.env.FAULTS_THROW_FILE ?? '')) throw new TypeError('planted secret text')
    return randomUUID()
  },
})
syncBuiltinESMExports()
