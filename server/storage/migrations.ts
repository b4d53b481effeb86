import type { Migration } from './database.ts'
import { LEDGER } from './migrations/0001-ledger.ts'
import { TEMPLATES } from './migrations/0002-templates.ts'
import { PROFILES } from './migrations/0003-profiles.ts'
import { RECIPIENTS } from './migrations/0004-recipients.ts'
import { DELIVERIES } from './migrations/0005-deliveries.ts'
import { EVENTS } from './migrations/0006-events.ts'
import { LISTS } from './migrations/0007-lists.ts'
import { SHARED_CONSOLES } from './migrations/0008-shared-consoles.ts'
import { CHATS_AND_LANGUAGES } from './migrations/0009-chats-and-languages.ts'
import { CONNECTIONS } from './migrations/0010-connections.ts'
import { RESULTS } from './migrations/0011-results.ts'
import { EVENT_SOURCES } from './migrations/0012-event-sources.ts'
import { ACCESS } from './migrations/0013-access.ts'
import { AUDIT } from './migrations/0014-audit.ts'
import { APPROVALS } from './migrations/0015-approvals.ts'
import { AUDIT_BEGUN } from './migrations/0016-audit-begun.ts'

/** Every step of the schema, in order. */
export const MIGRATIONS: readonly Migration[] = [
  LEDGER,
  TEMPLATES,
  PROFILES,
  RECIPIENTS,
  DELIVERIES,
  EVENTS,
  LISTS,
  SHARED_CONSOLES,
  CHATS_AND_LANGUAGES,
  CONNECTIONS,
  RESULTS,
  EVENT_SOURCES,
  ACCESS,
  AUDIT,
  APPROVALS,
  AUDIT_BEGUN,
]
