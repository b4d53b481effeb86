import type { RecordedRequest } from './recorder.ts'

/** What is the same in the push of every client, whatever else its headers say. */
export function invariantOf({ method, path, headers, body }: RecordedRequest) {
  const valuesOf = (wanted: string) =>
    headers.flatMap(([name, value]) => (name.toLowerCase() === wanted ? [value] : []))
  return {
    method,
    path,
    mediaTypes: valuesOf('content-type').map((type) => type.split(';')[0]?.trim().toLowerCase()),
    authorizations: valuesOf('authorization').map((value) => value.replace(/ .*/, '')),
    lengths: valuesOf('content-length').map((value) => Number(value) === Buffer.byteLength(body)),
    body: JSON.parse(body) as unknown,
  }
}
