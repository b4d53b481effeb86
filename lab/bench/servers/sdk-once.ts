/** `node sdk-once.ts MESSAGE_ID FILE`: one push with the official SDK, as in its own sample. */
import { readFileSync } from 'node:fs'
import * as lark from '@larksuiteoapi/node-sdk'
import { APP, UPSTREAM } from './settings.ts'

const [message_id = '', file = ''] = process.argv.slice(2)
const client = new lark.Client({
  appId: APP.app_id,
  appSecret: APP.app_secret,
  domain: UPSTREAM,
  loggerLevel: lark.LoggerLevel.error,
})
const { code } = await client.im.v1.message.pushFollowUp({
  path: { message_id },
  data: JSON.parse(readFileSync(file, 'utf8')),
})
console.log(code)
process.exitCode = code === 0 ? 0 : 1
