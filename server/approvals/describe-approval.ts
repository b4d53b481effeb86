import type { Approval } from '#contract/access/approvals'
import type { NewMessage } from '#contract/create-message'
import { parseJson } from '#contract/json'
import { isoTime } from '../iso-time.ts'
import { type ApprovalContent, targetOf } from './approval-content.ts'
import { approvalState, type Decider, takeStep } from './approval-state.ts'
import { type ApprovalRow, storedApproval } from './approvals.ts'

/** Returns a proposal as its readers see it, with what one of them may do. */
export function describeApproval(
  row: ApprovalRow,
  reader: Decider | null,
  now_ms: number,
): Approval {
  const { id, profile, actor, decided_at_ms, decided_by, note, digest } = row
  const content = JSON.parse(row.content) as ApprovalContent
  const isAllowed = (step: Parameters<typeof takeStep>[1]) =>
    reader !== null && 'to' in takeStep(storedApproval(row), step, reader, now_ms)
  return {
    ...{ id, profile, actor, decided_by, note, digest, kind: content.kind },
    state: approvalState(row, now_ms),
    created_at: isoTime(row.created_at_ms),
    ends_at: isoTime(row.ends_at_ms),
    decided_at: decided_at_ms === null ? null : isoTime(decided_at_ms),
    message_id: targetOf(content),
    ...shownContent(content),
    result: row.result === null ? null : JSON.parse(row.result),
    may: {
      decide: isAllowed({ step: 'approve', digest }),
      withdraw: isAllowed({ step: 'withdraw' }),
    },
  }
}

type Shown = Pick<Approval, 'recipient' | 'message' | 'follow_ups' | 'template' | 'list'>

const NONE = { recipient: null, message: null, template: null, list: null } as const

function shownContent(content: ApprovalContent): Shown {
  switch (content.kind) {
    case 'message': {
      const { receive_id_type, receive_id, ...message } = content.message satisfies NewMessage
      const recipient = { receive_id_type, receive_id, label: null }
      return { ...NONE, recipient, message, follow_ups: [] }
    }
    case 'push':
      return { ...NONE, follow_ups: parseJson(content.body) }
    case 'delivery': {
      const { recipient, message = null, template, follow_ups } = content.plan
      return {
        ...{ list: null, message, follow_ups: JSON.parse(follow_ups) },
        recipient: recipient && { ...recipient, label: recipient.label ?? null },
        template: template ? { id: template.id, version: template.version } : null,
      }
    }
    case 'list': {
      const { list, schedule } = content
      const { template_id, template_version } = list
      const i18n: { language: string }[] = JSON.parse(list.message_i18n ?? '[]')
      return {
        ...{ recipient: null, message: list.message === null ? null : JSON.parse(list.message) },
        follow_ups: JSON.parse(list.follow_ups),
        template:
          template_id !== null && template_version !== null
            ? { id: template_id, version: template_version }
            : null,
        list: {
          ...{ id: list.id, name: list.name, rows: list.total },
          languages: i18n.map(({ language }) => language),
          starts: schedule && { at: schedule.at, zone: schedule.zone },
        },
      }
    }
  }
}
