import type { MessageContent } from '#contract/create-message'
import type {
  DeliveryList,
  ListRowChange,
  ListRowState,
  ListSchedule,
  ListState,
  ListSummary,
  NewListRow,
} from '#contract/deliveries/list'
import type { DraftFollowUps } from '#contract/draft'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import type { RecipientOwner } from '../recipients/recipients.ts'

/** A new list with its template filled in, but not its variables. */
export type ListPlan = {
  name: string
  template: { id: string; version: number } | null
  message: MessageContent
  /** The message in other languages, for people who are known to read them. */
  message_i18n: readonly { language: string; content: string }[]
  follow_ups: DraftFollowUps
  rows: readonly NewListRow[]
  /** 0.2 is 20 %; null never pauses automatically. */
  pause_at: number | null
  schedule: ListSchedule | null
}

export type ListOptions = { actor: string; idempotency_key?: string | undefined }

export type RowQuery = {
  states?: readonly ListRowState[] | undefined
  issue?: string | undefined
  /** Rows after this number. */
  after: number
  limit: number
}

/** A change of one row of a list. */
export type RowChange = {
  /** The list's. */
  id: string
  n: number
  change: ListRowChange
  actor: string
  session: string | null
}

/** Why nothing was changed; the keys name messages of the contract. */
export type ListRejection = {
  rejected:
    | 'not_found'
    | 'key_reused'
    /** A text contains a secret of the app, which is never stored. */
    | 'list_has_secret'
    | 'schedule_zone'
    | 'schedule_time'
    | 'schedule_past'
    /** Its state does not allow it. */
    | 'list_state'
    | 'list_row_sent'
    | 'list_nothing_left'
    | 'profile_gone'
}

/**
 * Messages to many people. Each row is a delivery with a key of its own, so that a list can be paused,
 * crash and be continued without sending anything twice. Every method may throw {@link StorageError}.
 */
export type ListStore = {
  create(
    profile: SecretProfile,
    plan: ListPlan,
    options: ListOptions,
  ): Promise<{ id: string } | ListRejection>
  /** Returns null if there is none. */
  read(id: string, query: RowQuery): Promise<DeliveryList | null>
  /**
   * Returns one page, newest first.
   * @throws CursorError if the cursor is malformed
   */
  list(
    filter: { state?: ListState | undefined; apps?: readonly string[] | undefined },
    page: { limit: number; cursor?: string | undefined },
  ): Promise<{ lists: ListSummary[]; next_cursor: string | null }>
  /** Changes a row that was not sent and checks it again. */
  changeRow(change: RowChange): Promise<'changed' | ListRejection>
  /** Starts a list now or, with a schedule, at its time. */
  start(
    id: string,
    schedule: ListSchedule | null,
    session: string | null,
  ): Promise<'changed' | ListRejection>
  /** Lets no new row begin; a scheduled list becomes a draft again. */
  pause(id: string): Promise<'changed' | ListRejection>
  /** Pauses every list of an actor, whose rights have changed. */
  pauseOf(actor: string): Promise<void>
  resume(id: string, session: string | null): Promise<'changed' | ListRejection>
  /** Ends a list for good; rows that have begun are completed. */
  stop(id: string): Promise<'changed' | ListRejection>
  /** Makes a new list of the rows in these states. */
  again(
    id: string,
    states: readonly ListRowState[],
    options: ListOptions,
  ): Promise<{ id: string } | ListRejection>
  /** Starts the dry run; resolves when it has ended or after a moment. */
  check(id: string, session: string | null): Promise<'changed' | ListRejection>
  /** Removes what a person was chosen by from lists that are over; returns the number of rows. */
  forget(owner: RecipientOwner, person: { receive_id: string }): Promise<number>
}
