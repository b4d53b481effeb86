import { LIMITS } from '#contract/limits'
import { defineTexts } from '../i18n/texts.ts'

/** The console's own texts about a response, beside those of the contract. */
export const meaningTexts = defineTexts({
  en: {
    title: 'Meaning',
    happened: 'What happened',
    advice: 'What to do',
    repeat: 'May I send it again?',
    cause: 'Where it failed',
    notes: 'Worth knowing',
    links: 'Read more',
    documentation: 'Feishu’s documentation',
    troubleshooter: 'Feishu’s troubleshooting page',
    checkProfile: 'Check this profile, step by step',
    stage: { token: 'While fetching the token', call: 'During the call itself' },
    running: {
      happened: ['It is being sent at this moment, perhaps from another tab.'],
      advice: ['Wait for its end; it will stand here.'],
    },
    done: {
      push_follow_up: {
        happened: [
          'The bubbles are now under the message. They vanish as soon as the reader taps one or a newer message arrives.',
        ],
        advice: [
          'Nothing more. A tapped bubble comes back to your app as an ordinary message from the user (event im.message.receive_v1).',
        ],
      },
      create_message: {
        happened: ['The bot’s message is now in the chat.'],
        advice: [
          `Put bubbles under it within ${LIMITS.messageAgeSeconds} seconds, while it is the latest message.`,
        ],
      },
    },
    unknownCode: (code: number) =>
      `This console’s catalogue does not know code ${code} on this call.`,
    unknownCodeAdvice:
      'Go by the platform’s own words above. Its support can find this call by the log_id.',
    repeats: {
      wait: 'Not now',
      needless: 'No need',
      later: 'Yes',
      no: 'No',
      unsaid: 'Not known',
      safe: 'Yes',
      look_first: 'Look first',
    },
    repeatReasons: {
      wait: 'Its end is not known yet.',
      needless: {
        push_follow_up: 'A message takes bubbles once: a second push is answered 230008.',
        create_message: 'Sending again would put a second message in the chat.',
      },
      later: 'The same call, unchanged, can succeed a little later.',
      no: 'The same call, unchanged, would be refused again.',
      unsaid: 'This console cannot tell whether the same call could succeed.',
      safe: 'The call never left this console, so a repeat cannot double anything.',
      look_first: 'It may have taken effect already; only the chat can tell.',
    },
    noteTexts: {
      http_status_disagrees: (http: string, code: string) =>
        `HTTP ${http} and code ${code} disagree. The code decides.`,
      content_type_not_json:
        'The answer is JSON although its Content-Type says otherwise. It was read as JSON.',
      token_renewed:
        'The platform refused the token, so the console fetched a new one and made the call once more.',
      token_not_renewed:
        'The platform refused the token, and the console could not get a new one: see the last call.',
      redacted:
        'A secret in the answer was masked by this console. Everything else is as received.',
    },
  },
  zh: {
    title: '含义',
    happened: '发生了什么',
    advice: '怎么处理',
    repeat: '能否再发一次？',
    cause: '失败的位置',
    notes: '另请注意',
    links: '延伸阅读',
    documentation: '飞书官方文档',
    troubleshooter: '飞书排查页面',
    checkProfile: '逐项检查此应用配置',
    stage: { token: '获取 token 时', call: '调用接口时' },
    running: {
      happened: ['此刻正在发送，也许是在另一个标签页。'],
      advice: ['请等它结束，结果会显示在这里。'],
    },
    done: {
      push_follow_up: {
        happened: ['气泡已出现在消息下方。用户点击其中一个，或会话里有了新消息，气泡就会消失。'],
        advice: [
          '无需处理。用户点击气泡后，应用会像收到普通用户消息一样收到它（事件 im.message.receive_v1）。',
        ],
      },
      create_message: {
        happened: ['机器人的消息已出现在会话里。'],
        advice: [`趁它仍是最新一条消息，在 ${LIMITS.messageAgeSeconds} 秒内给它添加气泡。`],
      },
    },
    unknownCode: (code: number) => `本控制台的错误码目录里没有这个接口的 ${code}。`,
    unknownCodeAdvice: '请以上方平台自己的说明为准；平台支持人员可以用 log_id 查到这次调用。',
    repeats: {
      wait: '现在不要',
      needless: '不需要',
      later: '可以',
      no: '不可以',
      unsaid: '不确定',
      safe: '可以',
      look_first: '先查看',
    },
    repeatReasons: {
      wait: '它还没有结束。',
      needless: {
        push_follow_up: '一条消息只能添加一次气泡，再发会返回 230008。',
        create_message: '再发一次会在会话里出现第二条消息。',
      },
      later: '稍后原样再发，有可能成功。',
      no: '原样再发仍会被拒绝。',
      unsaid: '本控制台无法判断原样再发能否成功。',
      safe: '这次调用没有离开本控制台，再发不会造成重复。',
      look_first: '它可能已经生效，只有看会话才能知道。',
    },
    noteTexts: {
      http_status_disagrees: (http: string, code: string) =>
        `HTTP ${http} 与返回码 ${code} 互相矛盾，以返回码为准。`,
      content_type_not_json: '返回内容是 JSON，但 Content-Type 并非如此；已按 JSON 读取。',
      token_renewed: '平台拒绝了原来的 token，本控制台换了新的 token，又调用了一次。',
      token_not_renewed: '平台拒绝了原来的 token，本控制台也没能换到新的：请看最后一次调用。',
      redacted: '返回内容里的密钥已被本控制台遮盖，其余部分与收到的一致。',
    },
  },
})
