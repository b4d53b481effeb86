import { Root } from 'protobufjs/light.js'

/** What a control frame or a data frame is about, by its `method`. */
export const FRAME_METHODS = { control: 0, data: 1 } as const

/** One message on a long connection. */
export type Frame = {
  /** One of FRAME_METHODS; a client could send any number. */
  method: number
  /** The `service_id` of the connection's URL. */
  service: number
  headers: Readonly<Record<string, string>>
  payload: Uint8Array
}

/**
 * The messages of the platform's `pbbp2` package in proto2. The official clients decode no frame that
 * lacks one of the first four fields.
 * @see https://github.com/larksuite/oapi-sdk-go/blob/v3.5.3/ws/pbbp2.pb.go
 */
const pbbp2 = Root.fromJSON({
  nested: {
    Header: {
      fields: {
        key: { id: 1, type: 'string', rule: 'required' },
        value: { id: 2, type: 'string', rule: 'required' },
      },
    },
    Frame: {
      fields: {
        SeqID: { id: 1, type: 'uint64', rule: 'required' },
        LogID: { id: 2, type: 'uint64', rule: 'required' },
        service: { id: 3, type: 'int32', rule: 'required' },
        method: { id: 4, type: 'int32', rule: 'required' },
        headers: { id: 5, type: 'Header', rule: 'repeated' },
        payload_encoding: { id: 6, type: 'string' },
        payload_type: { id: 7, type: 'string' },
        payload: { id: 8, type: 'bytes' },
        LogIDNew: { id: 9, type: 'string' },
      },
    },
  },
})
const frameType = pbbp2.lookupType('Frame')

/** Returns the bytes of a frame. */
export function encodeFrame({ method, service, headers, payload }: Frame): Uint8Array {
  const pairs = Object.entries(headers).map(([key, value]) => ({ key, value }))
  return frameType.encode({ SeqID: 0, LogID: 0, service, method, headers: pairs, payload }).finish()
}

/** Parses the bytes of a frame; null if they are none. A repeated header counts the last time. */
export function decodeFrame(bytes: Uint8Array): Frame | null {
  try {
    const decoded = frameType.decode(bytes)
    const { method, service, headers, payload } = frameType.toObject(decoded, { arrays: true })
    const pairs = (headers as { key: string; value: string }[]).map(({ key, value }) => [
      key,
      value,
    ])
    return {
      method,
      service,
      headers: Object.fromEntries(pairs),
      payload: payload ?? new Uint8Array(),
    }
  } catch {
    return null
  }
}
