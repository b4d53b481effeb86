/**
 * A bot that gets its events by webhook, with the official client:
 * `VERIFICATION_TOKEN=token node lab/bots/webhook.ts`, to an emulator on port 4311 by default.
 */
import { createServer, type Server } from 'node:http'
import { adaptDefault, EventDispatcher } from '@larksuiteoapi/node-sdk'
import { type BotSettings, createAnswer, readSettings, SILENT } from './answer.ts'

type WebhookSettings = BotSettings & { verification_token: string; encrypt_key?: string }

/** Returns the server of a bot, whose events come to `/webhook`; the caller makes it listen. */
export function createWebhookBot(settings: WebhookSettings): Server {
  const { verification_token, encrypt_key = '' } = settings
  const dispatcher = new EventDispatcher({
    verificationToken: verification_token,
    encryptKey: encrypt_key,
    logger: SILENT,
  })
  dispatcher.register({ 'im.message.receive_v1': createAnswer(settings) })
  return createServer(adaptDefault('/webhook', dispatcher, { autoChallenge: true }))
}

if (import.meta.main) {
  const { VERIFICATION_TOKEN = 'token', ENCRYPT_KEY = '', PORT = '3000' } = process.env
  const settings = { ...readSettings(process.env), verification_token: VERIFICATION_TOKEN }
  createWebhookBot({ ...settings, encrypt_key: ENCRYPT_KEY }).listen(Number(PORT), () => {
    console.log(`The bot listens on http://127.0.0.1:${PORT}/webhook`)
  })
}
