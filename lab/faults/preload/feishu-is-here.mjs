// @ts-check
// Preloaded into the console: every TLS connection goes to a local port with a wrong certificate.
// No host name resolves either, so that the real platform is never reached.
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
