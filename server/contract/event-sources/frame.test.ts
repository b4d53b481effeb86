import { expect, test } from 'vitest'
import { createFrameCodec } from './frame.ts'

type Message = Record<string, unknown>

/** Frames as JSON; an empty list is missing unless it is asked for. */
const codec = createFrameCodec<Message>({
  encode: (message) => ({ finish: () => new TextEncoder().encode(JSON.stringify(message)) }),
  decode: (bytes) => JSON.parse(new TextDecoder().decode(bytes)),
  toObject: (message, { arrays }) => (arrays ? { headers: [], ...message } : message),
})
const read = (message: Message) =>
  codec.decodeFrame(new TextEncoder().encode(JSON.stringify(message)))

test('a frame is written with its headers as pairs, and without numbers of its own', () => {
  const bytes = codec.encodeFrame({
    method: 1,
    service: 7,
    headers: { type: 'ping', a: 'b' },
    payload: new Uint8Array(),
  })
  expect(JSON.parse(new TextDecoder().decode(bytes))).toEqual({
    ...{ SeqID: 0, LogID: 0, service: 7, method: 1, payload: {} },
    headers: [
      { key: 'type', value: 'ping' },
      { key: 'a', value: 'b' },
    ],
  })
})

test('a frame is read with the last of repeated headers, and an empty payload if it has none', () => {
  const empty = new Uint8Array()
  expect(read({ method: 0, service: 7 })).toEqual({
    method: 0,
    service: 7,
    headers: {},
    payload: empty,
  })
  const headers = [
    { key: 'a', value: '1' },
    { key: 'a', value: '2' },
  ]
  expect(read({ method: 1, service: 7, headers, payload: 'x' })).toEqual({
    method: 1,
    service: 7,
    headers: { a: '2' },
    payload: 'x',
  })
})

test('other bytes are no frame', () => {
  expect(codec.decodeFrame(new TextEncoder().encode('{'))).toBeNull()
})
