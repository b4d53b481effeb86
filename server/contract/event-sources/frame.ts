/** The values of `method`. */
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
export const FRAME_PROTO = {
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
} as const

/** The part of a type of protobufjs that is used: this folder imports no package but zod. */
type FrameType<Message> = {
  encode: (message: Record<string, unknown>) => { finish: () => Uint8Array }
  decode: (bytes: Uint8Array) => Message
  toObject: (message: Message, options: { arrays: true }) => Record<string, unknown>
}

type DecodedFrame = Pick<Frame, 'method' | 'service'> & {
  headers: { key: string; value: string }[]
  payload?: Uint8Array
}

export type FrameCodec = {
  encodeFrame: (frame: Frame) => Uint8Array
  /** Returns null if the bytes are no frame. A repeated header counts the last time. */
  decodeFrame: (bytes: Uint8Array) => Frame | null
}

/** Creates the codec of frames by the type `Frame` of {@link FRAME_PROTO}. */
export function createFrameCodec<Message>(type: FrameType<Message>): FrameCodec {
  return {
    encodeFrame({ method, service, headers, payload }) {
      const pairs = Object.entries(headers).map(([key, value]) => ({ key, value }))
      const message = { SeqID: 0, LogID: 0, service, method, headers: pairs, payload }
      return type.encode(message).finish()
    },
    decodeFrame(bytes) {
      try {
        const decoded = type.toObject(type.decode(bytes), { arrays: true })
        const { method, service, headers, payload } = decoded as DecodedFrame
        const pairs = headers.map(({ key, value }) => [key, value])
        return {
          method,
          service,
          headers: Object.fromEntries(pairs),
          payload: payload ?? new Uint8Array(),
        }
      } catch {
        return null
      }
    },
  }
}
