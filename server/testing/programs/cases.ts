import { CREDENTIALS_NEEDED, TOKEN_MALFORMED } from '#snippets/snippet-call'
import { type AnswerNames, LOG_ID } from './recorder.ts'

/** One way a push can end, and what each exported program says and exits with. */
export type ProgramCase = {
  name: string
  answers: AnswerNames
  status: number
  /** How its line starts; `HTTP …` where a response was received. */
  line: string
  /** Set `FOLLOW_UP_REPEAT=1`: a deliberate repeat. */
  repeat?: boolean
}

const NO_JSON = 'no JSON with a code'
const UNKNOWN = 'unknown, the bubbles may be there:'
const received = (http: number, result: string) => `HTTP ${http}, ${result}, log id ${LOG_ID}`
const ALREADY = received(400, 'code 230008, msg follow up already exist.')

const PROGRAM_CASES: readonly ProgramCase[] = [
  {
    name: 'success',
    answers: {},
    status: 0,
    line: `succeeded: ${received(200, 'code 0, msg success')}`,
  },
  {
    name: '230006',
    answers: { push: 'rejected' },
    status: 1,
    line: `rejected: ${received(400, 'code 230006, msg only support latest message.')}`,
  },
  {
    name: '230001 with HTTP 200',
    answers: { push: 'rejectedWith200' },
    status: 1,
    line: `rejected: ${received(200, 'code 230001, msg param is invalid.')}`,
  },
  {
    name: '230008',
    answers: { push: 'alreadyThere' },
    status: 1,
    line: `rejected: ${ALREADY}`,
  },
  {
    name: '230008 of a deliberate repeat',
    answers: { push: 'alreadyThere' },
    repeat: true,
    status: 0,
    line: `already there: ${ALREADY}`,
  },
  {
    name: '230006 of a deliberate repeat',
    answers: { push: 'rejected' },
    repeat: true,
    status: 1,
    line: `rejected: ${received(400, 'code 230006, msg only support latest message.')}`,
  },
  {
    name: '429',
    answers: { push: 'rateLimited' },
    status: 1,
    line: `rejected: ${received(429, 'code 99991400, msg request trigger frequency limit')}`,
  },
  {
    name: '500 with a code',
    answers: { push: 'serverError' },
    status: 1,
    line: `rejected: ${received(500, 'code 2200, msg Internal Error')}`,
  },
  {
    name: '500 without a code',
    answers: { push: 'serverErrorWithoutCode' },
    status: 4,
    line: `${UNKNOWN} ${received(500, NO_JSON)}`,
  },
  {
    name: 'HTML',
    answers: { push: 'html' },
    status: 4,
    line: `${UNKNOWN} ${received(502, NO_JSON)}`,
  },
  {
    name: 'an empty response',
    answers: { push: 'empty' },
    status: 4,
    line: `${UNKNOWN} ${received(200, NO_JSON)}`,
  },
  {
    name: 'a cut response',
    answers: { push: 'cut' },
    status: 4,
    line: `${UNKNOWN} ${received(200, NO_JSON)}`,
  },
  { name: 'a dropped response', answers: { push: 'dropped' }, status: 4, line: UNKNOWN },
  {
    name: 'a wrong secret',
    answers: { token: 'wrongSecret' },
    status: 3,
    line: `not sent: no token: ${received(200, 'code 10014, msg app secret invalid')}`,
  },
  {
    name: 'HTML for a token',
    answers: { token: 'html' },
    status: 3,
    line: `not sent: no token: ${received(502, NO_JSON)}`,
  },
  {
    name: 'a dropped token',
    answers: { token: 'dropped' },
    status: 3,
    line: 'not sent: no token:',
  },
]

/** It takes each client 30 s, so `npm test` leaves it to `npm run snippets`. */
export const SILENT_CASE: ProgramCase = {
  name: 'a silent server',
  answers: { push: 'silent' },
  status: 4,
  line: UNKNOWN,
}

export const NO_CREDENTIALS = {
  name: 'no credentials',
  status: 2,
  line: `not sent: ${CREDENTIALS_NEEDED}`,
}
export const MALFORMED_TOKEN = {
  name: 'a malformed token',
  status: 2,
  line: `not sent: ${TOKEN_MALFORMED}`,
}

/** `npm run snippets` asks for everything, and for this many programs of random texts a client. */
export const RUNS = Number(process.env.SNIPPET_PROGRAMS ?? 1)
export const ALL = process.env.SNIPPET_PROGRAMS !== undefined

/** `npm test` takes a slice that this number chooses. */
const SEED = Number(process.env.SNIPPET_SEED ?? Math.floor(Math.random() * 10_000))
const CASES_IN_A_SLICE = 3
/** Their SDKs take seconds to load or to link, so a slice has one of them. */
const SLOW_CLIENTS = ['python', 'go', 'java']

/** Returns why a client is not in the slice, or null if it is. */
export function leftOut(client: string): string | null {
  if (ALL || !SLOW_CLIENTS.includes(client)) return null
  return SLOW_CLIENTS[SEED % SLOW_CLIENTS.length] === client
    ? null
    : `not in the slice of SNIPPET_SEED=${SEED}`
}

/** Returns the cases to run: all, or those of the slice, which differ from client to client. */
export function chooseCases(client: string): readonly ProgramCase[] {
  if (ALL) return PROGRAM_CASES
  const offset = [...client].reduce((sum, letter) => sum + letter.charCodeAt(0), SEED)
  const count = PROGRAM_CASES.length
  return PROGRAM_CASES.filter((_, at) => (at * 7 + offset) % count < CASES_IN_A_SLICE)
}

/** For the title of a test, so that a failure says how to repeat it. */
export const SLICE_NAME = ALL ? 'all cases' : `the slice of SNIPPET_SEED=${SEED}`
