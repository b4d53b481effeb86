#!/usr/bin/env node
/**
 * Stands between Playwright and an installed Firefox, which speak WebDriver BiDi with each other. Playwright asks
 * every context for `emulation.setMediaFeaturesOverride`, which Firefox before 154 does not know, and gives up at
 * the refusal. Here that command becomes one that changes nothing, so there is one colour scheme: light.
 */
import { spawn } from 'node:child_process'
import { connect, createServer } from 'node:net'

const UNKNOWN = '"method":"emulation.setMediaFeaturesOverride"'
const LISTENING = /WebDriver BiDi listening on ws:\/\/127\.0\.0\.1:(\d+)\s/

const firefox = spawn(process.env.FIREFOX_PATH ?? 'firefox-esr', process.argv.slice(2), {
  stdio: ['ignore', 'inherit', 'pipe'],
})
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => firefox.kill(signal))
firefox.on('exit', (code) => process.exit(code ?? 1))

let told = ''
firefox.stderr.setEncoding('utf8').on('data', (text) => {
  if (LISTENING.test(told)) return process.stderr.write(text)
  told += text
  const [, port] = LISTENING.exec(told) ?? []
  if (port !== undefined) listen(Number(port))
})

function listen(firefoxPort) {
  const server = createServer((client) => {
    const browser = connect(firefoxPort, '127.0.0.1')
    browser.pipe(client)
    client.on(
      'data',
      rewriter(firefoxPort, (bytes) => browser.write(bytes)),
    )
    client.on('end', () => browser.end())
    for (const end of [client, browser]) {
      end.on('error', () => {
        client.destroy()
        browser.destroy()
      })
    }
  })
  server.listen(0, '127.0.0.1', () => {
    console.error(`WebDriver BiDi listening on ws://127.0.0.1:${server.address().port}`)
  })
}

/** Takes what Playwright writes, in whatever pieces it comes, and passes it on frame by frame. */
function rewriter(firefoxPort, pass) {
  let rest = Buffer.alloc(0)
  let upgraded = false
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    if (!upgraded) {
      const end = rest.indexOf('\r\n\r\n') + 4
      if (end < 4) return
      // Firefox answers only under its own name; and no extension may compress what is read here.
      const head = rest
        .toString('latin1', 0, end)
        .replace(/(\r\nhost: [^:\r]*:)\d+/i, `$1${firefoxPort}`)
        .replace(/\r\nsec-websocket-extensions:[^\r]*/i, '')
      pass(Buffer.from(head, 'latin1'))
      rest = rest.subarray(end)
      upgraded = true
    }
    for (let size = frameSize(rest); size <= rest.length; size = frameSize(rest)) {
      pass(withoutUnknown(rest.subarray(0, size)))
      rest = rest.subarray(size)
    }
  }
}

/** The payload's place in a client's frame (RFC 6455, 5.2): those are always masked. */
function payloadStart(frame) {
  const length = frame[1] & 0x7f
  return (length === 126 ? 4 : length === 127 ? 10 : 2) + 4
}

/** @returns the bytes of the first frame, `Infinity` while its head is not whole */
function frameSize(bytes) {
  if (bytes.length < 2) return Infinity
  const length = bytes[1] & 0x7f
  const start = payloadStart(bytes)
  if (bytes.length < start) return Infinity
  if (length === 126) return start + bytes.readUInt16BE(2)
  return start + (length === 127 ? Number(bytes.readBigUInt64BE(2)) : length)
}

function withoutUnknown(frame) {
  const start = payloadStart(frame)
  const masked = frame.subarray(start)
  const unmask = (bytes) => bytes.map((byte, at) => byte ^ frame[start - 4 + (at & 3)])
  const text = Buffer.from(unmask(masked)).toString('utf8')
  if (!text.includes(UNKNOWN)) return frame
  const { id } = JSON.parse(text)
  const harmless = Buffer.alloc(masked.length, ' ')
  harmless.write(JSON.stringify({ id, method: 'session.status', params: {} }))
  return Buffer.concat([frame.subarray(0, start), unmask(harmless)])
}
