import type { EmulatorState } from '#contract/emulator-state'
import type { Bilingual } from '#contract/locale'
import { readFollowUps } from './follow-up-body.ts'
import { textOf } from './message-content.ts'
import { judgePush } from './rules.ts'
import type { Message } from './state.ts'
import type { World } from './world.ts'

/** By what a push would be answered, so that a title stays true when time passes or messages follow. */
const TITLES: Readonly<Record<number, Bilingual>> = {
  0: { zh: '可以添加气泡', en: 'Can take bubbles' },
  230001: { zh: '用户自己发的消息', en: 'Written by the user' },
  230002: { zh: '发送已超过 600 秒', en: 'Sent over 600 s ago' },
  230003: { zh: '在群聊里', en: 'In a group' },
  230004: { zh: '机器人看不到', en: 'Invisible to this bot' },
  230005: { zh: '用户不在可用范围', en: 'User out of range' },
  230006: { zh: '之后又有新消息', en: 'Not the latest message' },
  230008: { zh: '已有气泡', en: 'Already has bubbles' },
}

const VALID = readFollowUps({ follow_ups: [{ content: 'OK' }] })

/** The seeded messages, each with what a valid push to it would be answered now. */
export function describeDemonstrations(world: World): EmulatorState['demonstrations'] {
  const { state, assumptions, clock } = world
  const app = state.apps.get(state.default_app_id)
  return state.demonstrations.flatMap((message_id) => {
    const message = state.messages.get(message_id)
    const chat = message && state.chats.get(message.chat_id)
    if (!app || !chat) return []
    const push = { state, app, message_id, draft: VALID, now: clock(), assumptions }
    const expected_code = judgePush(push)?.code ?? 0
    return [
      {
        message_id,
        title: titleOf(message, expected_code),
        chat_name: chat.name,
        text: textOf(message.content),
        create_time_ms: message.create_time_ms,
        expected_code,
      },
    ]
  })
}

function titleOf({ deleted }: Message, code: number): Bilingual {
  if (deleted) return { zh: '已撤回', en: 'Recalled' }
  return TITLES[code] ?? { zh: String(code), en: String(code) }
}
