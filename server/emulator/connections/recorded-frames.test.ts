import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { messageResponseSchema } from '#contract/emulator/control'
import { startForTest } from '../testing/client.ts'
import { openConnection } from '../testing/connections.ts'
import { decodeFrame } from './connection.ts'

const hex = z.string().check(z.regex(/^([0-9a-f]{2})+$/))

/**
 * What a client sent on a long connection: its first ping (that of the Java client comes after two
 * minutes), and its acknowledgements of events.
 */
const recordingSchema = z.strictObject({
  client: z.string(),
  ping: z.optional(hex),
  whole: hex,
  parts: hex,
})

/** `npm run clients -- --record` writes them. */
const FOLDER = new URL('../testing/frames/', import.meta.url)
const RECORDINGS = readdirSync(FOLDER).map((file) =>
  recordingSchema.parse(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'))),
)
const CREDENTIALS = { AppID: 'cli_emulator', AppSecret: 'emulator-secret' }

/** Starts an emulator whose next event has the `message_id` that a client acknowledged. */
async function start(acknowledgement: string, connection_frames: 'whole' | 'parts') {
  const message_id = decodeFrame(Buffer.from(acknowledgement, 'hex'))?.headers.message_id ?? ''
  const { emulator, control, state } = await startForTest({
    assumptions: { connection_frames },
    randomHex: (bytes) => message_id.replaceAll('-', '').slice(0, bytes * 2),
  })
  const { receive_id } = (await state()).default_receiver
  const body = { app_id: CREDENTIALS.AppID, text: 'hello' }
  const path = `/users/${receive_id}/messages`
  return {
    ...(await openConnection(emulator.url, CREDENTIALS, null)),
    write: () => control('POST', path, body, messageResponseSchema),
    deliveries: async () => (await state()).deliveries.deliveries,
  }
}

test('the recordings are of the four official clients', () => {
  expect(RECORDINGS.map(({ client }) => client.split(' ')[0]).toSorted()).toEqual([
    'go',
    'java',
    'node',
    'python',
  ])
})

test.each(RECORDINGS)('accepts the recorded frames of $client', async ({ ping, ...recorded }) => {
  for (const frames of ['whole', 'parts'] as const) {
    const client = await start(recorded[frames], frames)
    if (ping !== undefined) {
      client.socket.send(Buffer.from(ping, 'hex'))
      await expect.poll(() => client.frames.pop()?.headers).toEqual({ type: 'pong' })
    }
    await client.write()
    await expect.poll(() => client.frames).toHaveLength(frames === 'whole' ? 1 : 3)
    client.socket.send(Buffer.from(recorded[frames], 'hex'))
    await expect.poll(client.deliveries).toMatchObject([{ status: 'delivered' }])
  }
})
