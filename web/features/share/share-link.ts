import * as z from 'zod/mini'
import { type Draft, emptyDraft, hasOnlyKnownKeys } from '#contract/draft'
import { draftBodySchema } from '#contract/follow-ups'
import { MESSAGE_ID } from '#contract/ids'

const KEY = '#share='
/** In characters. Many chat and mail programs cut longer URLs. */
export const LINK_MAX = 8_000
/** In bytes, more than any draft needs: a small link may inflate to any size. */
const TEXT_MAX = 256 * 1024
/** In bytes. Inflating in pieces finds a decompression bomb while it is small. */
const PIECE = 512

/** The content of a link: the bubbles of the form or the text of the JSON view, and optionally the target. */
const sharedSchema = z
  .strictObject({
    follow_ups: z.optional(draftBodySchema.shape.follow_ups),
    json: z.optional(z.string()),
    message_id: z.optional(z.string().check(z.regex(MESSAGE_ID))),
  })
  .check(z.refine(({ follow_ups, json }) => (follow_ups === undefined) !== (json === undefined)))
type Shared = z.infer<typeof sharedSchema>

export type SharedLink =
  | { ok: true; draft: Draft }
  /** `damaged`: incomplete or changed; `too_large`: more than a draft holds. */
  | { ok: false; why: 'damaged' | 'too_large' }

/**
 * Returns a draft as the fragment of a URL, which browsers do not send to a server. It is deflated
 * with a checksum, so that a cut or changed link does not open as another draft.
 */
export async function writeShareFragment(
  { values, source, jsonText }: Draft,
  { withTarget }: { withTarget: boolean },
): Promise<string> {
  const { message_id, follow_ups } = values
  const target = withTarget && MESSAGE_ID.test(message_id) ? { message_id } : {}
  const shared: Shared =
    source === 'json'
      ? { json: jsonText, ...target }
      : hasOnlyKnownKeys(follow_ups)
        ? { follow_ups, ...target }
        : { json: JSON.stringify({ follow_ups }, null, 2), ...target }
  const bytes = new TextEncoder().encode(JSON.stringify(shared))
  const deflated = piecesOf(bytes).pipeThrough(new CompressionStream('deflate'))
  return KEY + toBase64Url(new Uint8Array(await new Response(deflated).arrayBuffer()))
}

/** Reads the draft from a fragment, in limited time and memory for any input. */
export async function readShareFragment(fragment: string): Promise<SharedLink> {
  if (fragment.length > LINK_MAX) return { ok: false, why: 'too_large' }
  const bytes = fromBase64Url(fragment.slice(KEY.length))
  const inflated = bytes && (await inflate(bytes))
  if (!inflated) return { ok: false, why: 'damaged' }
  if (inflated === 'too_large') return { ok: false, why: 'too_large' }
  const shared = sharedSchema.safeParse(parse(inflated))
  return shared.success ? { ok: true, draft: toDraft(shared.data) } : { ok: false, why: 'damaged' }
}

function toDraft({ follow_ups = [], json, message_id = '' }: Shared): Draft {
  const empty = emptyDraft()
  if (json !== undefined) {
    const values = { ...empty.values, message_id }
    return { values, view: 'json', source: 'json', jsonText: json }
  }
  return { ...empty, values: { message_id, follow_ups } }
}

async function inflate(bytes: Uint8Array): Promise<Uint8Array | 'too_large' | null> {
  const reader = piecesOf(bytes).pipeThrough(new DecompressionStream('deflate')).getReader()
  const pieces: BlobPart[] = []
  let size = 0
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      size += read.value.length
      if (size > TEXT_MAX) {
        await reader.cancel()
        return 'too_large'
      }
      pieces.push(read.value)
    }
    return new Uint8Array(await new Blob(pieces).arrayBuffer())
  } catch {
    return null
  }
}

function piecesOf(bytes: Uint8Array): ReadableStream<Uint8Array<ArrayBuffer>> {
  let from = 0
  return new ReadableStream({
    pull(controller) {
      if (from >= bytes.length) return controller.close()
      controller.enqueue(new Uint8Array(bytes.slice(from, from + PIECE)))
      from += PIECE
    },
  })
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
  } catch {
    return undefined
  }
}

function toBase64Url(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function fromBase64Url(text: string): Uint8Array | null {
  if (!/^[\w-]+$/.test(text)) return null
  try {
    const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
    return Uint8Array.from(bytes, (char) => char.charCodeAt(0))
  } catch {
    return null
  }
}
