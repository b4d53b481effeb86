import { Client, DefaultCache, type EventHandles } from '@larksuiteoapi/node-sdk'
import { EMULATOR_APP } from '#contract/emulator/app-ids'

/** What a bot of this folder needs; the defaults are those of a fresh emulator. */
export type BotSettings = { base_url: string; app_id: string; app_secret: string }

/** Reads the settings of a bot that is started as a program. */
export function readSettings(env: NodeJS.ProcessEnv): BotSettings {
  const { BASE_URL = 'http://127.0.0.1:4311', APP_ID, APP_SECRET } = env
  const { app_id, app_secret } = EMULATOR_APP
  return { base_url: BASE_URL, app_id: APP_ID ?? app_id, app_secret: APP_SECRET ?? app_secret }
}

/** The SDK logs to stdout by default, which belongs to the program. */
export const SILENT = { error() {}, warn() {}, info() {}, debug() {}, trace() {} }

const CHOICES = ['Track my parcel', 'Talk to a person', 'Nothing, thanks']

type Received = Parameters<NonNullable<EventHandles['im.message.receive_v1']>>[0]

/**
 * Returns a handler that answers each message of a user, and puts three bubbles under the answer. A
 * click is a message like any other, so the bot compares its text with the bubbles.
 */
export function createAnswer({ base_url, app_id, app_secret }: BotSettings) {
  const client = new Client({
    appId: app_id,
    appSecret: app_secret,
    domain: base_url,
    logger: SILENT,
    // The default cache is shared by all clients of the process, whatever their domain.
    cache: new DefaultCache(),
  })
  /** Events are repeated if an acknowledgement is lost. */
  const handled = new Set<string>()

  return async ({ message }: Received): Promise<void> => {
    const { message_id, chat_id, message_type, content } = message
    if (message_type !== 'text' || handled.has(message_id)) return
    handled.add(message_id)
    const { text } = JSON.parse(content)
    const answer = CHOICES.includes(text) ? `You chose: ${text}` : 'What can I do for you?'
    const sent = await client.im.v1.message.create({
      params: { receive_id_type: 'chat_id' },
      data: { receive_id: chat_id, msg_type: 'text', content: JSON.stringify({ text: answer }) },
    })
    await client.im.v1.message.pushFollowUp({
      path: { message_id: sent.data?.message_id ?? '' },
      data: { follow_ups: CHOICES.map((choice) => ({ content: choice })) },
    })
  }
}
