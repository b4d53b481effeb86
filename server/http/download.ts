import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'

type DownloadFile = { name: string; type: string }

/**
 * Responds with a file to save, written piece by piece and only as fast as the client reads it. A
 * browser never shows it as a page of the console.
 */
export function download(
  pieces: Iterable<string> | AsyncIterable<string>,
  { name, type }: DownloadFile,
): Response {
  const stream = Readable.toWeb(Readable.from(inChunks(pieces), { objectMode: false }))
  return new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>, {
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` },
  })
}

/** Each chunk costs a turn of the event loop, and longer ones would delay other requests. */
const CHUNK_LENGTH = 16_384

/** Joins pieces, and lets other requests go on after each chunk, however fast the client reads. */
async function* inChunks(pieces: Iterable<string> | AsyncIterable<string>): AsyncGenerator<string> {
  let chunk = ''
  for await (const piece of pieces) {
    chunk += piece
    if (chunk.length < CHUNK_LENGTH) continue
    yield chunk
    chunk = ''
    await setImmediate()
  }
  if (chunk !== '') yield chunk
}

/** Formats a time for a file name: `20261122T060211Z`. */
export function fileTime(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+|[-:]/g, '')
}
