import type { Endpoint, ErrorCode, ErrorMeaning } from './error-code.ts'
import {
  type CatalogueRow,
  type CatalogueTexts,
  CHAT_ROWS,
  EXISTING_MESSAGE_ROWS,
  GATEWAY_ROWS,
  GENERIC_ROWS,
  MESSAGE_ROWS,
  OBSERVED_MSGS,
  PAGES,
  PUSH_FOLLOW_UP_ROWS,
  REPORTED_ROWS,
  TOKEN_ROWS,
  UNKNOWN_ID_ROWS,
} from './rows.ts'
import { CHAT_TEXTS } from './texts/chat.ts'
import { GATEWAY_TEXTS, TOKEN_TEXTS } from './texts/gateway.ts'
import { GENERIC_TEXTS } from './texts/generic.ts'
import { EXISTING_MESSAGE_TEXTS, MESSAGE_TEXTS, REPORTED_TEXTS } from './texts/message.ts'
import { PUSH_FOLLOW_UP_TEXTS } from './texts/push-follow-up.ts'
import { UNKNOWN_ID_TEXTS } from './texts/unknown-id.ts'

/** Every code that the console can explain, the codes of push_follow_up first. */
export const ERROR_CODES: readonly ErrorCode[] = [
  ...withTexts(PUSH_FOLLOW_UP_ROWS, PUSH_FOLLOW_UP_TEXTS),
  ...withTexts(GATEWAY_ROWS, GATEWAY_TEXTS),
  ...withTexts(UNKNOWN_ID_ROWS, UNKNOWN_ID_TEXTS),
  ...withTexts(TOKEN_ROWS, TOKEN_TEXTS),
  ...withTexts(MESSAGE_ROWS, MESSAGE_TEXTS),
  ...withTexts(EXISTING_MESSAGE_ROWS, EXISTING_MESSAGE_TEXTS),
  ...withTexts(REPORTED_ROWS, REPORTED_TEXTS),
  ...withTexts(CHAT_ROWS, CHAT_TEXTS),
  ...withTexts(GENERIC_ROWS, GENERIC_TEXTS),
]

type CatalogueKey = `${Endpoint} ${number}`

const meanings = new Map<CatalogueKey, ErrorMeaning>(
  ERROR_CODES.flatMap(({ endpoints, observed: _, ...meaning }) =>
    endpoints.map((endpoint): [CatalogueKey, ErrorMeaning] => [
      `${endpoint} ${meaning.code}`,
      meaning,
    ]),
  ),
)

/**
 * Returns what a code means when this endpoint returns it: the endpoint's own meaning, else the
 * meaning that applies to any call, else null.
 */
export function lookUpErrorCode(endpoint: Endpoint, code: number): ErrorMeaning | null {
  return meanings.get(`${endpoint} ${code}`) ?? meanings.get(`any ${code}`) ?? null
}

/** Lists the codes that an endpoint can return: its own first, then those of any call. */
export function errorCodesFor(endpoint: Endpoint): ErrorCode[] {
  const own = ERROR_CODES.filter(({ endpoints }) => endpoints.includes(endpoint))
  if (endpoint === 'any') return own
  return [...own, ...errorCodesFor('any')]
}

function withTexts<Rows extends readonly CatalogueRow[]>(
  rows: Rows,
  texts: CatalogueTexts<Rows>,
): ErrorCode[] {
  return rows.map(([code, http_status, endpoints, retryable, source, msg]) => {
    const { zh, zhAdvice, en, enAdvice } = texts[code as Rows[number][0]]
    const observed = OBSERVED_MSGS.filter(
      ([observedCode, endpoint]) => observedCode === code && endpoints.includes(endpoint),
    )
    return {
      code,
      msg,
      http_status,
      endpoints: [...endpoints],
      meaning: { zh, en },
      advice: { zh: zhAdvice, en: enAdvice },
      retryable,
      source: PAGES[source],
      ...(observed.length > 0 && {
        observed: observed.map(([, , page, text]) => ({ msg: text, source: PAGES[page] })),
      }),
    }
  })
}
