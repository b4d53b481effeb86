#!/usr/bin/env node
/**
 * A proxy between Playwright and an installed Firefox, which speak WebDriver BiDi. It works around
 * two gaps of Firefox before 154:
 * - Playwright sends `emulation.setMediaFeaturesOverride` for every context and gives up if Firefox
 *   does not know it. The proxy replaces it by a command without effect: only light colors work.
 * - Playwright ignores a download that has neither an id nor a navigation id. The proxy adds one.
 */
import { spawn } from 'node:child_process'
import { connect, createServer } from 'node:net'

const UNKNOWN = '"method":"emulation.setMediaFeaturesOverride"'
const DOWNLOAD = '"method":"browsingContext.download'
const NAMELESS = '"navigation":null'
const NAMED = '"navigation":"dl"'
const LISTENING = /WebDriver BiDi listening on ws:\/\/127\.0\.0\.1:(\d+)\s/

const firefox = spawn(process.env.FIREFOX_PATH ?? 'firefox-esr', process.argv.slice(2), {
  stdio: ['ignore', 'inherit', 'pipe'],
})
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => firefox.kill(signal))
firefox.on('exit', (code) => process.exit(code ?? 1))

let startupLog = ''
firefox.stderr.setEncoding('utf8').on('data', (text) => {
  if (LISTENING.test(startupLog)) return process.stderr.write(text)
  startupLog += text
  const [, port] = LISTENING.exec(startupLog) ?? []
  if (port !== undefined) listen(Number(port))
})

function listen(firefoxPort) {
  const server = createServer((client) => {
    const browser = connect(firefoxPort, '127.0.0.1')
    // Firefox accepts only its own host, and compressed frames could not be read here.
    const adaptHead = (head) =>
      head
        .replace(/(\r\nhost: [^:\r]*:)\d+/i, `$1${firefoxPort}`)
        .replace(/\r\nsec-websocket-extensions:[^\r]*/i, '')
    client.on('data', rewriter(adaptHead, withoutUnknown, browser))
    client.on('end', () => browser.end())
    browser.on('data', rewriter(String, withNamedDownload, client))
    browser.on('end', () => client.end())
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

/** @returns a listener that rewrites the bytes of one side frame by frame and sends them to the other */
function rewriter(rewriteHead, rewriteFrame, other) {
  let rest = Buffer.alloc(0)
  let upgraded = false
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    if (!upgraded) {
      const end = rest.indexOf('\r\n\r\n') + 4
      if (end < 4) return
      other.write(rewriteHead(rest.toString('latin1', 0, end)), 'latin1')
      rest = rest.subarray(end)
      upgraded = true
    }
    for (let size = frameSize(rest); size <= rest.length; size = frameSize(rest)) {
      other.write(rewriteFrame(rest.subarray(0, size)))
      rest = rest.subarray(size)
    }
  }
}

/** The offset of the payload in a frame (RFC 6455, 5.2), whose mask key precedes it if the client sent it. */
function payloadStart(frame) {
  const length = frame[1] & 0x7f
  return (length === 126 ? 4 : length === 127 ? 10 : 2) + (frame[1] & 0x80 ? 4 : 0)
}

/** @returns the size of the first frame in bytes, `Infinity` while its head is incomplete */
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

/** Firefox does not mask its frames; the replacement has the same length. */
function withNamedDownload(frame) {
  const at = frame.includes(DOWNLOAD) ? frame.indexOf(NAMELESS) : -1
  if (at >= 0) frame.write(NAMED, at)
  return frame
}
