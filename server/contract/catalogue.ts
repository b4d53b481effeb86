import { CHAT_CODES } from './catalogue/chat.ts'
import { GATEWAY_CODES } from './catalogue/gateway.ts'
import { GATEWAY_ACCESS_CODES } from './catalogue/gateway-access.ts'
import { GATEWAY_TOKEN_CODES } from './catalogue/gateway-token.ts'
import { GENERIC_CODES } from './catalogue/generic.ts'
import { GENERIC_BOT_CODES } from './catalogue/generic-bot.ts'
import { MESSAGE_CODES } from './catalogue/message.ts'
import { MESSAGE_CONTENT_CODES } from './catalogue/message-content.ts'
import { MESSAGE_EXISTING_CODES } from './catalogue/message-existing.ts'
import { MESSAGE_RECIPIENT_CODES } from './catalogue/message-recipient.ts'
import { PUSH_FOLLOW_UP_CODES } from './catalogue/push-follow-up.ts'
import { TOKEN_CODES } from './catalogue/token.ts'
import { UNKNOWN_ID_CODES } from './catalogue/unknown-id.ts'
import type { Endpoint, ErrorCode, ErrorMeaning } from './error-code.ts'

/** Every code that the console can explain, the ones of push_follow_up first. */
export const ERROR_CODES: readonly ErrorCode[] = [
  ...PUSH_FOLLOW_UP_CODES,
  ...GATEWAY_CODES,
  ...GATEWAY_TOKEN_CODES,
  ...GATEWAY_ACCESS_CODES,
  ...UNKNOWN_ID_CODES,
  ...TOKEN_CODES,
  ...MESSAGE_CODES,
  ...MESSAGE_RECIPIENT_CODES,
  ...MESSAGE_CONTENT_CODES,
  ...MESSAGE_EXISTING_CODES,
  ...CHAT_CODES,
  ...GENERIC_CODES,
  ...GENERIC_BOT_CODES,
]

type Key = `${Endpoint} ${number}`

const meanings = new Map<Key, ErrorMeaning>(
  ERROR_CODES.flatMap(({ endpoints, ...meaning }) =>
    endpoints.map((endpoint): [Key, ErrorMeaning] => [`${endpoint} ${meaning.code}`, meaning]),
  ),
)

/**
 * What a code means when this endpoint answers it: the endpoint's own meaning, else the one that
 * holds on any call.
 * @returns `null` where the catalogue does not know the code
 */
export function lookUpErrorCode(endpoint: Endpoint, code: number): ErrorMeaning | null {
  return meanings.get(`${endpoint} ${code}`) ?? meanings.get(`any ${code}`) ?? null
}

/** The codes that an endpoint can answer: its own first, then those of any call. */
export function errorCodesFor(endpoint: Endpoint): ErrorCode[] {
  const own = ERROR_CODES.filter(({ endpoints }) => endpoints.includes(endpoint))
  if (endpoint === 'any') return own
  return [...own, ...errorCodesFor('any')]
}
