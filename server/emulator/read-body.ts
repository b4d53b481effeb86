export class BodyTooLarge extends Error {}

/**
 * The text of a request's body.
 * @throws {BodyTooLarge} where it is larger than `maxBytes`, whether or not it says so itself
 */
export async function readBody(request: Request, maxBytes: number): Promise<string> {
  const tooLarge = () => new BodyTooLarge(`the body is larger than ${maxBytes} bytes`)
  if (Number(request.headers.get('Content-Length') ?? 0) > maxBytes) throw tooLarge()
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
