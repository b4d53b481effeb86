import type { DeliveryStore } from '../deliveries/deliveries.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import type { LedgerSender, SendResult } from '../ledger/sender.ts'
import type { ListStore } from '../lists/lists.ts'
import type { ApprovalContent } from './approval-content.ts'
import type { ApprovalResult, ApprovalRow } from './approvals.ts'

export type ApprovedSender = {
  sender: LedgerSender
  deliveries: Pick<DeliveryStore, 'deliver'>
  lists: Pick<ListStore, 'start' | 'resume'>
}

/** Makes a send that was approved, as its author and with the key it was submitted with. */
export async function sendApproved(
  { sender, deliveries, lists }: ApprovedSender,
  profile: SecretProfile,
  { actor, idempotency_key, content: text }: ApprovalRow,
  session: string | null,
): Promise<ApprovalResult> {
  const content = JSON.parse(text) as ApprovalContent
  const options = { actor, idempotency_key }
  switch (content.kind) {
    case 'message': {
      const { message, uuid } = content
      return ofSend(await sender.create(profile, message, { ...options, uuid }))
    }
    case 'push':
      return ofSend(await sender.push(profile, content.message_id, content.body, options))
    case 'delivery': {
      const { plan, uuid, confirm_recent } = content
      const result = await deliveries.deliver(profile, plan, { ...options, uuid, confirm_recent })
      if ('refused' in result) return { ...NOTHING, refused: result.refused }
      const { delivery, unsent, progressed } = result
      const refused = unsent && !progressed ? unsent.sent : null
      return { exchange: null, delivery: delivery.id, refused }
    }
    case 'list': {
      const { step, list, schedule } = content
      const result =
        step === 'start'
          ? await lists.start(list.id, schedule, session)
          : await lists.resume(list.id, session)
      return { ...NOTHING, refused: result === 'changed' ? null : result.rejected }
    }
  }
}

const NOTHING = { exchange: null, delivery: null }

function ofSend(sent: SendResult): ApprovalResult {
  return sent.sent === 'done'
    ? { exchange: sent.exchange.id, delivery: null, refused: null }
    : { ...NOTHING, refused: sent.sent }
}
