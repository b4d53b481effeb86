import { base64Bytes } from './hex-dump.ts'

/** How many bytes a body is, in UTF-8 or, where it is not UTF-8, as kept beside its text. */
export function byteCount({
  body,
  body_base64,
}: {
  body: string
  body_base64?: string | undefined
}) {
  return body_base64 === undefined
    ? new TextEncoder().encode(body).length
    : base64Bytes(body_base64).length
}
