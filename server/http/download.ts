import { Readable } from 'node:stream'

type DownloadFile = { name: string; type: string }

/**
 * Responds with a file to save, written piece by piece and only as fast as the client reads it. A
 * browser never shows it as a page of the console.
 */
export function download(
  pieces: Iterable<string> | AsyncIterable<string>,
  { name, type }: DownloadFile,
): Response {
  const stream = Readable.toWeb(Readable.from(pieces, { objectMode: false }))
  return new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
    },
  })
}

/** Formats a time for a file name: `20261122T060211Z`. */
export function fileTime(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+|[-:]/g, '')
}
