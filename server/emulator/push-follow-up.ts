import { refuse, success } from './answer.ts'
import { readFollowUps } from './follow-up-body.ts'
import type { AppOperation } from './operation.ts'
import { judgePush } from './rules.ts'

/** @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/push_follow_up */
export const pushFollowUp: AppOperation = {
  name: 'push_follow_up',
  method: 'POST',
  path: '/open-apis/im/v1/messages/:message_id/push_follow_up',
  endpoint: 'push_follow_up',
  access: ['im:message', 'im:message:send_as_bot'],
  botAbilityOff: 'assumed',
  codes: [9499, 99992402, 99992354, 230001, 230002, 230003, 230004, 230005, 230006, 230007, 230008],
  answer({ world: { state, assumptions, clock }, app, params, body }) {
    const { message_id = '' } = params
    const draft = readFollowUps(body)
    const refusal = judgePush({ state, app, message_id, draft, now: clock(), assumptions })
    if (refusal) return refuse(refusal)
    const message = state.messages.get(message_id)
    if (message) message.follow_ups = draft.follow_ups
    return success()
  },
}
