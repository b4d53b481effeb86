// @ts-check
// Preloaded into the console: no host name resolves, as on an offline machine.
import dns from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'
import { isIP } from 'node:net'

const { lookup } = dns
Object.assign(dns, {
  /** @param {[string, ...any]} given */
  lookup(...given) {
    // An IP address needs no lookup.
    if (isIP(given[0])) return Reflect.apply(lookup, dns, given)
    const error = Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })
    process.nextTick(given.at(-1), error)
  },
})
syncBuiltinESMExports()
