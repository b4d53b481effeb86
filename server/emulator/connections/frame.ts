import { Root } from 'protobufjs/light.js'
import { createFrameCodec, FRAME_PROTO } from '#contract/event-sources/frame'

/** Writes and reads the frames of the platform's long connections. */
export const { encodeFrame, decodeFrame } = createFrameCodec(
  Root.fromJSON(FRAME_PROTO).lookupType('Frame'),
)
