import { Readable } from 'node:stream'

type File = { name: string; type: string }

/**
 * A file to be saved, written piece by piece and only as fast as it is taken. Whatever it holds, a
 * browser never shows it as a page of the console.
 */
export function download(
  pieces: Iterable<string> | AsyncIterable<string>,
  { name, type }: File,
): Response {
  const stream = Readable.toWeb(Readable.from(pieces, { objectMode: false }))
  return new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
    },
  })
}

/** A moment as it stands in a file's name: `20261122T060211Z`. */
export function fileTime(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+|[-:]/g, '')
}
