import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeFrame, encodeFrame } from './connection.ts'

/** A ping as the official clients write it. */
const PING = '08001000188682801020002a0c0a0474797065120470696e67'

test('reads a frame as the clients write it, with its first four fields even if they are 0', () => {
  const frame = decodeFrame(Buffer.from(PING, 'hex'))
  expect(frame).toEqual({
    method: 0,
    service: 33_554_694,
    headers: { type: 'ping' },
    payload: new Uint8Array(),
  })
  const bytes = Buffer.from(
    encodeFrame({ method: 0, service: 7, headers: {}, payload: Buffer.of() }),
  )
  expect(bytes.toString('hex')).toMatch(/^0800100018072000/)
})

test('reads back every frame that it writes', () => {
  const text = fc.string({ unit: 'binary' })
  const frames = fc.record({
    method: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
    service: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
    headers: fc.dictionary(
      text.filter((key) => key !== '__proto__'),
      text,
      { noNullPrototype: true },
    ),
    payload: fc.uint8Array(),
  })
  fc.assert(
    fc.property(frames, (frame) => {
      const read = decodeFrame(encodeFrame(frame))
      expect({ ...read, payload: [...(read?.payload ?? [])] }).toEqual({
        ...frame,
        payload: [...frame.payload],
      })
    }),
  )
})

test('takes bytes of any kind for no frame at most', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const frame = decodeFrame(bytes)
      if (frame) expect(Object.keys(frame)).toEqual(['method', 'service', 'headers', 'payload'])
    }),
  )
  // Without `method`, as no client writes it.
  expect(decodeFrame(Buffer.from('080010001807', 'hex'))).toBeNull()
})
