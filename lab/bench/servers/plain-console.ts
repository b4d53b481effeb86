/**
 * A hand-written console: one page without a framework, and a server on `node:http` that commits each
 * send to SQLite before it leaves and again when its response has arrived, as the console does.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { APP, UPSTREAM } from './settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'follow-up-console-bench-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
process.once('SIGTERM', () => process.exit(0))
const database = new DatabaseSync(join(folder, 'sends.db'))
database.exec(`pragma journal_mode = wal; pragma synchronous = full;
create table sends (id integer primary key, message_id text, body text, response text)`)
const insert = database.prepare('insert into sends (message_id, body) values (?, ?)')
const settle = database.prepare('update sends set response = ? where id = ?')

let token: Promise<string> | undefined
async function fetchToken(): Promise<string> {
  const url = `${UPSTREAM}/open-apis/auth/v3/tenant_access_token/internal`
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(APP) })
  return (await response.json()).tenant_access_token
}

async function send(message_id: string, body: string): Promise<string> {
  token ??= fetchToken()
  const authorization = `Bearer ${await token}`
  const { lastInsertRowid } = insert.run(message_id, body)
  const url = `${UPSTREAM}/open-apis/im/v1/messages/${message_id}/push_follow_up`
  const headers = { authorization, 'content-type': 'application/json' }
  const response = await fetch(url, { method: 'POST', headers, body })
  const text = await response.text()
  settle.run(text, lastInsertRowid)
  return text
}

/** Runs in the browser. */
function script(): void {
  const form = document.querySelector('form')
  const button = document.querySelector('button')
  const outcome = document.querySelector('h2')
  const body = document.querySelector('pre')
  form?.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (!button || !outcome || !body) return
    button.disabled = true
    const fields = new FormData(form)
    const follow_ups = fields.getAll('content').map((content) => ({ content }))
    const response = await fetch(`/send/${fields.get('message_id')}/push_follow_up`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ follow_ups }),
    })
    const text = await response.text()
    const { code, msg } = JSON.parse(text)
    outcome.textContent = code === 0 ? 'Sent' : `Rejected: ${code} ${msg}`
    body.textContent = text
    button.disabled = false
  })
}

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Plain console</title>
<style>body{font:15px system-ui;display:grid;grid-template-columns:1fr 1fr;gap:1rem}label{display:block}pre{white-space:pre-wrap}</style>
</head><body><form><label>Message <input name="message_id"></label>
<label>Bubble 1 <input name="content" value="查看物流进度"></label>
<label>Bubble 2 <input name="content" value="联系人工客服"></label>
<label>Bubble 3 <input name="content" value="申请退款"></label>
<button>Send</button></form><section aria-label="Response"><h2></h2><pre></pre></section>
<script>(${script})()</script></body></html>`

const server = createServer(async (incoming, outgoing) => {
  const [, message_id] = /^\/send\/(om_\w+)\/push_follow_up$/.exec(incoming.url ?? '') ?? []
  if (message_id === undefined) {
    outgoing.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PAGE)
    return
  }
  const body = Buffer.concat(await incoming.toArray()).toString('utf8')
  const response = await send(message_id, body)
  outgoing.writeHead(200, { 'content-type': 'application/json' }).end(response)
})
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
