import type { Exchange } from '#contract/exchange'
import { parseJson } from '#contract/json'
import type { ControlChannel } from '../feishu/control-channel.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { readUpTo } from '../http/json-body.ts'
import { readExchanges, readRows } from '../ledger/read-exchanges.ts'
import type { Storage } from '../storage/storage.ts'
import type { FollowUpState } from './facts.ts'

/** Returns whether a message has bubbles: from the emulator if it is one, else from the ledger. */
export async function findFollowUpState(
  { storage, control }: { storage: Storage; control: ControlChannel },
  { brand, base_url }: SecretProfile,
  message_id: string,
): Promise<FollowUpState> {
  if (brand === 'emulator') {
    const shown = await emulatorShowsFollowUps(control, base_url, message_id)
    if (shown !== null) return { is: shown ? 'yes' : 'no', by: 'emulator' }
  }
  const followed = await findFollowedMessages(storage, base_url, [message_id])
  return { is: followed.get(message_id) ?? 'no', by: 'ledger' }
}

const DEADLINE_MS = 3_000
const RESPONSE_LIMIT = 1024 * 1024

/**
 * Asks the emulator whether a message has bubbles; null if it does not respond. The platform has no
 * such call.
 */
async function emulatorShowsFollowUps(
  control: ControlChannel,
  base_url: string,
  message_id: string,
): Promise<boolean | null> {
  const response = await control.open({
    method: 'GET',
    url: new URL(`/_emulator/messages/${encodeURIComponent(message_id)}`, base_url),
    body: null,
    idleMs: DEADLINE_MS,
    deadlineMs: DEADLINE_MS,
  })
  const bytes = response && (await readUpTo(RESPONSE_LIMIT, response.body))
  if (!bytes || response.http_status !== 200) return null
  // Only the emulator's answers need its schemas.
  const { messageResponseSchema } = await import('#contract/emulator/control')
  const parsed = messageResponseSchema.safeParse(parseJson(new TextDecoder().decode(bytes)))
  return parsed.success ? parsed.data.message.follow_ups.length > 0 : null
}

const MAX_PUSHES = 200
const ALREADY_HAS_FOLLOW_UPS = 230008

/**
 * Returns which of the messages have bubbles according to the ledger, with any profile: `yes`, or
 * `perhaps` if the outcome of a push is unknown. Messages without bubbles are left out.
 */
export async function findFollowedMessages(
  storage: Storage,
  base_url: string,
  message_ids: readonly string[],
): Promise<Map<string, 'yes' | 'perhaps'>> {
  if (message_ids.length === 0) return new Map()
  const exchanges = await storage.read(async (db) => {
    const found = await db
      .selectFrom('intents')
      .select('seq')
      .where('message_id', 'in', [...message_ids])
      .where('base_url', '=', base_url)
      .where('endpoint', '=', 'push_follow_up')
      .orderBy('seq', 'desc')
      .limit(MAX_PUSHES)
      .execute()
    return readExchanges(db, await readRows(db, found))
  })
  const followed = new Map<string, 'yes' | 'perhaps'>()
  for (const exchange of exchanges) {
    const { message_id } = exchange
    const added = hasAddedFollowUps(exchange)
    if (message_id === null || added === 'no' || followed.get(message_id) === 'yes') continue
    followed.set(message_id, added)
  }
  return followed
}

function hasAddedFollowUps({ state, code, resolution }: Exchange): 'yes' | 'no' | 'perhaps' {
  switch (state) {
    case 'answered':
      return code === 0 || code === ALREADY_HAS_FOLLOW_UPS ? 'yes' : 'no'
    case 'unknown':
      if (resolution?.verdict === 'delivered') return 'yes'
      return resolution?.verdict === 'not_delivered' ? 'no' : 'perhaps'
    case 'intent':
    case 'sending':
      return 'perhaps'
    default:
      return 'no'
  }
}
