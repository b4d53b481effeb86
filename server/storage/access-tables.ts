import type { ApprovalState } from '#contract/access/approvals'
import type { SignInWay } from '#contract/access/session'

/** The tables of people and how they sign in; migrations 13 and 15 describe them. */
export type AccessTables = {
  people: {
    id: string
    way: SignInWay
    subject: string
    name: string
    password_hash: string | null
    /** JSON of the grants. */
    grants: string
    created_at_ms: number
    last_active_at_ms: number | null
    disabled_at_ms: number | null
    removed_at_ms: number | null
  }
  sessions: {
    /** SHA-256 of the cookie's secret. */
    hash: string
    id: string
    person: string
    way: SignInWay
    created_at_ms: number
    seen_at_ms: number
    ends_at_ms: number
    user_agent: string | null
    address: string | null
  }
  sign_ins: {
    hash: string
    way: SignInWay
    redirect_uri: string
    return_to: string
    ends_at_ms: number
  }
  sign_in_links: {
    hash: string
    /** Null for the link that makes the first admin. */
    person: string | null
    ends_at_ms: number
  }
  api_tokens: {
    id: string
    hash: string
    name: string
    person: string
    /** JSON of the grants. */
    grants: string
    created_at_ms: number
    ends_at_ms: number
    last_used_at_ms: number | null
    revoked_at_ms: number | null
  }
  approval_apps: { profile: string; since_ms: number }
  list_editors: { list_id: string; actor: string }
  approvals: {
    id: string
    idempotency_key: string
    state: Exclude<ApprovalState, 'expired'>
    profile: string
    base_url: string
    app_id: string
    actor: string
    author: string
    /** JSON of an array of people. */
    makers: string
    list_id: string | null
    /** JSON of an ApprovalContent. */
    content: string
    digest: string
    created_at_ms: number
    ends_at_ms: number
    decided_at_ms: number | null
    decided_by: string | null
    note: string | null
    /** JSON of what approving it has done. */
    result: string | null
  }
}
