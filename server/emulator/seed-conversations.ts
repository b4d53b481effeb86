import { PARCEL_BOT, PEOPLE, SUPPORT_BOT } from './seed-people.ts'
import type { App, Message, User } from './state.ts'

type Line = {
  from: App | User
  text: string
  seconds_ago: number
  /** Worth a push, for what the platform would answer. */
  demonstrates?: true
  follow_ups?: Message['follow_ups']
}

/** With one person it is a p2p chat, with several a group. */
export type Conversation = { name: string; bot: App; people: readonly User[]; lines: Line[] }

const { fang, emma, ken, lukas, somchai, camila, minji, xiaoyu } = PEOPLE

/** One chat for each thing to show, because only the latest message of a chat can take bubbles. */
export const CONVERSATIONS: readonly Conversation[] = [
  {
    name: fang.name,
    bot: SUPPORT_BOT,
    people: [fang],
    lines: [
      { from: fang, text: '你好，我的订单到哪里了？', seconds_ago: 60 },
      {
        from: SUPPORT_BOT,
        text: '您的订单 A1024 已发货，预计明天送达。还需要什么帮助？',
        seconds_ago: 30,
        demonstrates: true,
      },
    ],
  },
  {
    name: emma.name,
    bot: SUPPORT_BOT,
    people: [emma],
    lines: [
      { from: emma, text: 'Hi, I would like to return my headphones.', seconds_ago: 640 },
      {
        from: SUPPORT_BOT,
        text: 'Your return label is ready. Shall we book a pickup?',
        seconds_ago: 601,
        demonstrates: true,
      },
    ],
  },
  {
    name: '售后支持群 After-sales Team',
    bot: SUPPORT_BOT,
    people: [xiaoyu, fang, minji],
    lines: [
      {
        from: SUPPORT_BOT,
        text: '今天还有 12 件工单待处理，请各位及时跟进。',
        seconds_ago: 50,
        demonstrates: true,
      },
    ],
  },
  {
    name: camila.name,
    bot: PARCEL_BOT,
    people: [camila],
    lines: [
      {
        from: PARCEL_BOT,
        text: 'Your parcel has left the warehouse and arrives on Friday.',
        seconds_ago: 90,
        demonstrates: true,
      },
    ],
  },
  {
    name: ken.name,
    bot: SUPPORT_BOT,
    people: [ken],
    lines: [
      {
        from: SUPPORT_BOT,
        text: 'Your refund of ¥3,200 has been approved. 退款已通过，三个工作日内到账。',
        seconds_ago: 120,
        demonstrates: true,
      },
    ],
  },
  {
    name: lukas.name,
    bot: SUPPORT_BOT,
    people: [lukas],
    lines: [
      {
        from: SUPPORT_BOT,
        text: 'We have opened ticket #4821 for your monitor. Anything to add?',
        seconds_ago: 80,
        demonstrates: true,
      },
      {
        from: lukas,
        text: 'Yes, it also flickers when it gets warm.',
        seconds_ago: 40,
        demonstrates: true,
      },
    ],
  },
  {
    name: somchai.name,
    bot: SUPPORT_BOT,
    people: [somchai],
    lines: [
      { from: somchai, text: 'ขอบคุณครับ ใช้งานได้แล้ว', seconds_ago: 100 },
      {
        from: SUPPORT_BOT,
        text: 'Glad it works now. How was our service? 请为本次服务打分。',
        seconds_ago: 45,
        demonstrates: true,
        follow_ups: [
          {
            content: '很满意',
            i18n_contents: [
              { language: 'en_us', content: 'Very good' },
              { language: 'th_th', content: 'ดีมาก' },
            ],
          },
          {
            content: '联系人工客服',
            i18n_contents: [
              { language: 'en_us', content: 'Talk to a person' },
              { language: 'th_th', content: 'คุยกับเจ้าหน้าที่' },
            ],
          },
        ],
      },
    ],
  },
]
