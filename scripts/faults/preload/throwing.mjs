// @ts-check
// Loaded before the console: while a file stands, whatever makes an id throws in the handler.
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
