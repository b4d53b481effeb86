/**
 * A bot that gets its events by long connection, with the official client:
 * `node lab/bots/long-connection.ts`, to an emulator on port 4311 by default.
 */
import { EventDispatcher, WSClient } from '@larksuiteoapi/node-sdk'
import { type BotSettings, createAnswer, readSettings, SILENT } from './answer.ts'

/**
 * Connects a bot.
 * @param onReady called when it is connected
 * @returns a function that ends the connection
 */
export function startLongConnectionBot(settings: BotSettings, onReady: () => void): () => void {
  const client = new WSClient({
    appId: settings.app_id,
    appSecret: settings.app_secret,
    domain: settings.base_url,
    logger: SILENT,
    onReady,
  })
  const dispatcher = new EventDispatcher({ logger: SILENT })
  dispatcher.register({ 'im.message.receive_v1': createAnswer(settings) })
  void client.start({ eventDispatcher: dispatcher })
  return () => client.close({ force: true })
}

if (import.meta.main) {
  startLongConnectionBot(readSettings(process.env), () => console.log('The bot is connected'))
}
