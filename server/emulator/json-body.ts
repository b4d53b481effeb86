import type { IncomingMessage } from 'node:http'

const utf8 = new TextDecoder()

export class BodyTooLargeError extends Error {}

/**
 * Reads the body of a request as text.
 * @throws {BodyTooLargeError} if it is larger than `maxBytes`, whatever length it declares
 */
export async function readText(incoming: IncomingMessage, maxBytes: number): Promise<string> {
  return utf8.decode(await readBytes(incoming, maxBytes))
}

/**
 * Reads the body of a request.
 * @throws {BodyTooLargeError} if it is larger than `maxBytes`, whatever length it declares
 */
export function readBytes(incoming: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const tooLarge = () => new BodyTooLargeError(`the body is larger than ${maxBytes} bytes`)
    if (Number(incoming.headers['content-length'] ?? 0) > maxBytes) return reject(tooLarge())
    const chunks: Buffer[] = []
    let size = 0
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > maxBytes) reject(tooLarge())
      else chunks.push(chunk)
    })
    incoming.on('end', () => {
      const [only, ...others] = chunks
      resolve(only && others.length === 0 ? only : Buffer.concat(chunks))
    })
    incoming.on('error', reject)
  })
}
