import type { IncomingMessage } from 'node:http'

export class BodyTooLarge extends Error {}

/**
 * The text of a request's body.
 * @throws {BodyTooLarge} where it is larger than `maxBytes`, whether or not it says so itself
 */
export async function readBody(request: Request, maxBytes: number): Promise<string> {
  const tooLarge = () => new BodyTooLarge(`the body is larger than ${maxBytes} bytes`)
  const declared = request.headers.get('Content-Length')
  if (Number(declared ?? 0) > maxBytes) throw tooLarge()
  if (declared !== null) {
    // Node's parser keeps to a declared length, and a whole body costs a tenth of a stream.
    const bytes = await request.arrayBuffer()
    if (bytes.byteLength > maxBytes) throw tooLarge()
    return new TextDecoder().decode(bytes)
  }
  const decoder = new TextDecoder()
  let size = 0
  let text = ''
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > maxBytes) throw tooLarge()
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

const utf8 = new TextDecoder()

/** The same, from the socket itself. */
export function readIncoming(incoming: IncomingMessage, maxBytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const tooLarge = () => new BodyTooLarge(`the body is larger than ${maxBytes} bytes`)
    if (Number(incoming.headers['content-length'] ?? 0) > maxBytes) return reject(tooLarge())
    const chunks: Buffer[] = []
    let size = 0
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > maxBytes) reject(tooLarge())
      else chunks.push(chunk)
    })
    incoming.on('end', () => resolve(utf8.decode(Buffer.concat(chunks))))
    incoming.on('error', reject)
  })
}
