/** Why the platform says no. */
export type Refusal = {
  code: number
  /** Only where the words depend on the request; otherwise they follow from the code. */
  msg?: string
  /** More members of the answer's `error`. */
  error?: Record<string, unknown>
}

/** What an operation answers; how that is put on the wire is not its business. */
export type Answer =
  | { kind: 'data'; data: Record<string, unknown> }
  | ({ kind: 'refusal' } & Refusal)
  /** A body of its own shape, always with HTTP status 200. */
  | { kind: 'bare'; body: { code: number } & Record<string, unknown> }

export function success(data: Record<string, unknown> = {}): Answer {
  return { kind: 'data', data }
}

export function refuse(refusal: Refusal): Answer {
  return { kind: 'refusal', ...refusal }
}

export function codeOf(answer: Answer): number {
  switch (answer.kind) {
    case 'data':
      return 0
    case 'bare':
      return answer.body.code
    case 'refusal':
      return answer.code
  }
}
