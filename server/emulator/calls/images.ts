import * as z from 'zod/mini'
import { isJsonObject } from '#contract/json'
import type { Image } from '../tenant/state.ts'
import { type AppOperation, failure, success } from './operation.ts'

const MB = 1024 * 1024
const MAX_IMAGE_BYTES = 10 * MB
/**
 * How much the emulator keeps of all images; the oldest are dropped first. A scenario with all of them
 * in base64 can be loaded again.
 */
const MAX_KEPT_BYTES = 40 * MB

const MSGS = {
  234001: 'Invalid request param.',
  234005: 'Image has been deleted',
  234006: 'The file size exceed the max value.',
  234007: 'App does not enable bot feature.',
  234008: 'The app is not the resource sender',
  234010: "File's size can't be 0.",
  234011: "Can't regonnize the image format.",
}

const formSchema = z.object({
  image_type: z.enum(['message', 'avatar']),
  image: z.instanceof(Uint8Array),
})

/**
 * Keeps an image in memory. Its resolution is not checked.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/image/create
 */
export const uploadImage: AppOperation = {
  name: 'upload_image',
  method: 'POST',
  path: '/open-apis/im/v1/images',
  endpoint: 'any',
  access: ['im:resource', 'im:resource:upload'],
  botAbilityOff: 234007,
  codes: [234001, 234006, 234010, 234011],
  msgs: MSGS,
  form: true,
  // Larger than an image may be, so that one that is too large gets its code.
  maxBytes: 2 * MAX_IMAGE_BYTES,
  handle({ world: { state, randomHex }, app, body }) {
    const parsed = z.safeParse(formSchema, isJsonObject(body) ? body : {})
    if (!parsed.success) return failure({ code: 234001 })
    const { image_type, image: bytes } = parsed.data
    if (bytes.length === 0) return failure({ code: 234010 })
    if (bytes.length > MAX_IMAGE_BYTES) return failure({ code: 234006 })
    if (!contentTypeOf(bytes)) return failure({ code: 234011 })
    const image_key = `img_v3_0${randomHex(2)}_${randomHex(16)}g`
    state.images.set(image_key, { app_id: app.app_id, image_type, bytes })
    dropOldest(state.images)
    return success({ image_key })
  },
}

function dropOldest(images: Map<string, Image>): void {
  let kept = 0
  for (const { bytes } of images.values()) kept += bytes.length
  for (const [image_key, { bytes }] of images) {
    if (kept <= MAX_KEPT_BYTES) return
    images.delete(image_key)
    kept -= bytes.length
  }
}

/** @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/image/get */
export const downloadImage: AppOperation = {
  name: 'download_image',
  method: 'GET',
  path: '/open-apis/im/v1/images/:image_key',
  endpoint: 'any',
  access: [],
  botAbilityOff: 234007,
  codes: [234001, 234005, 234008],
  msgs: MSGS,
  handle({ world: { state }, app, params }) {
    const image = state.images.get(params.image_key ?? '')
    if (!image) return failure({ code: 234005 })
    if (image.app_id !== app.app_id) return failure({ code: 234008 })
    // An avatar cannot be downloaded.
    if (image.image_type === 'avatar') return failure({ code: 234001 })
    const content_type = contentTypeOf(image.bytes) ?? 'application/octet-stream'
    return { kind: 'file', bytes: image.bytes, content_type }
  },
}

/** Returns the type of an image by its first bytes; undefined if Feishu does not accept it. */
function contentTypeOf(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  const type = SIGNATURES.find(([signature]) => signature.test(start))?.[1]
  return type && `image/${type}`
}

const SIGNATURES: readonly (readonly [RegExp, string])[] = [
  [/^\xff\xd8\xff/, 'jpeg'],
  [/^\x89PNG/, 'png'],
  [/^GIF8/, 'gif'],
  [/^RIFF.{4}WEBP/s, 'webp'],
  [/^BM/, 'bmp'],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the first bytes of a file
  [/^\x00\x00\x01\x00/, 'x-icon'],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the first bytes of a file
  [/^(?:II\*\x00|MM\x00\*)/, 'tiff'],
  [/^.{4}ftyp(?:heic|heix|mif1)/s, 'heic'],
]
