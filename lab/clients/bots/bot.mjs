// A bot with the official Node client: it prints each message that it gets and, told `calls`, makes
// the calls that bots around bubbles make. By webhook on PORT, or by long connection without it.
import { createServer } from 'node:http'
import * as lark from '@larksuiteoapi/node-sdk'

const { EMULATOR, APP_ID, APP_SECRET, STORE, PORT } = process.env
const { ENCRYPT_KEY: encryptKey, VERIFICATION_TOKEN: verificationToken } = process.env
const logger = { error: console.error, warn() {}, info() {}, debug() {}, trace() {} }
const app = { appId: APP_ID, appSecret: APP_SECRET, domain: EMULATOR, logger }
const client = new lark.Client({
  ...app,
  ...(STORE && { appType: lark.AppType.ISV }),
})

async function makeCalls({ message, sender, tenant_key }) {
  const options = STORE ? lark.withTenantKey(tenant_key) : undefined
  const text = (value) => ({ msg_type: 'text', content: JSON.stringify({ text: value }) })
  const { message: messages } = client.im.v1
  const call = async (name, answer) => {
    const { code, data } = await answer
    console.log(`${name} ${code}`)
    return data
  }
  const receive_id = sender.sender_id.open_id
  const to = { params: { receive_id_type: 'open_id' }, data: { receive_id, ...text('你好 “1”') } }
  const { message_id } = await call('create', messages.create(to, options))
  const path = { message_id }
  const reply = await call('reply', messages.reply({ path, data: text('reply') }, options))
  const container = { container_id_type: 'chat', container_id: message.chat_id, page_size: 5 }
  await call('list', messages.list({ params: container }, options))
  await call('edit', messages.update({ path, data: text('edited') }, options))
  await call('recall', messages.delete({ path: { message_id: reply.message_id } }, options))
  const emails = { params: { user_id_type: 'open_id' }, data: { emails: ['emma@example.com'] } }
  await call('batch_get_id', client.contact.v3.user.batchGetId(emails, options))
}

async function receive(event) {
  const { text } = JSON.parse(event.message.content)
  console.log(`event ${text}`)
  if (text === 'calls') await makeCalls(event)
}

const eventDispatcher = new lark.EventDispatcher({ encryptKey, verificationToken, logger })
eventDispatcher.register({ 'im.message.receive_v1': receive })
if (PORT) {
  const handle = lark.adaptDefault('/', eventDispatcher, { autoChallenge: true })
  createServer((request, response) => {
    handle(request, response).catch((error) => {
      console.error(error.message)
      response.writeHead(500).end()
    })
  }).listen(Number(PORT))
} else await new lark.WSClient(app).start({ eventDispatcher })
