import type { ListIssue } from '#contract/deliveries/list'
import { withBlocking } from './plan-row.ts'
import type { PlannedRow } from './read-rows.ts'

/**
 * Marks every row whose recipient has another row that is sent, in place. Of several rows, the first
 * one without a blocking issue is the one that is sent.
 * @returns the rows whose issues have changed
 */
export function markDuplicates(rows: readonly PlannedRow[]): PlannedRow[] {
  const changed: PlannedRow[] = []
  const groups = Map.groupBy(rows, recipientKey)
  for (const [key, group] of groups) {
    const kept = (key === null ? [] : group).find(isSendable) ?? group[0]
    for (const row of group) {
      // A row that has begun stays as it was.
      if (row.outcome !== null) continue
      const others = row.issues.filter(({ kind }) => kind !== 'duplicate')
      const duplicate = key !== null && row !== kept && kept !== undefined
      const issues: Omit<ListIssue, 'blocking'>[] = duplicate
        ? [...others, { kind: 'duplicate', row: kept.n }]
        : others
      const next = withBlocking(issues, row)
      if (JSON.stringify(next) === JSON.stringify(row.issues)) continue
      row.issues = next
      changed.push(row)
    }
  }
  return changed
}

function isSendable({ outcome, issues }: PlannedRow): boolean {
  return outcome !== null || issues.every(({ kind, blocking }) => kind === 'duplicate' || !blocking)
}

/** What makes two rows the same person; null if it is unknown to whom a row goes. */
function recipientKey({ receive_id_type, receive_id, label, typed }: PlannedRow): string | null {
  if (receive_id !== null) {
    const id = receive_id_type === 'email' ? receive_id.toLowerCase() : receive_id
    return `${receive_id_type} ${id}`
  }
  return label === null ? null : `mobile ${typed.replaceAll(/[^\d+]/g, '')}`
}
