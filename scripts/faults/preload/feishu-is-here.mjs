// @ts-check
// Loaded before the console: whatever asks for the platform by TLS reaches a port of this machine,
// so that its certificate can be a wrong one. No name resolves beside it: should this be passed by,
// no real platform is asked.
import './dead-dns.mjs'
import { syncBuiltinESMExports } from 'node:module'
import tls from 'node:tls'

const { connect } = tls
const port = Number(process.env.FAULTS_TLS_PORT)
Object.assign(tls, {
  connect: (/** @type {import('node:tls').ConnectionOptions} */ options) =>
    connect({ ...options, host: '127.0.0.1', port }),
})
syncBuiltinESMExports()
