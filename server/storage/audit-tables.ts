/** The tables of the audit; their migration describes them. */
export type AuditTables = {
  audit_events: {
    /** Without gaps. */
    seq: number
    at_ms: number
    actor: string | null
    action: string
    status: number
    app: string | null
    subject: string | null
    /** JSON of the details of an AuditEvent. */
    details: string
    request_id: string | null
    address: string | null
    hash: string
  }
  audit_head: { n: number; seq: number; hash: string }
}
