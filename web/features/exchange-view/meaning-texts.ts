import { LIMITS } from '#contract/limits'
import { defineTexts } from '../../i18n/texts.ts'

/** The console's own texts about a response, beside those of the contract. */
export const meaningTexts = defineTexts({
  en: {
    title: 'Meaning',
    happened: 'What happened',
    advice: 'What to do',
    repeat: 'Can I retry?',
    cause: 'Where it failed',
    notes: 'Notes',
    links: 'Links',
    documentation: 'Feishu documentation',
    troubleshooter: 'Feishu troubleshooter',
    checkProfile: 'Test connection',
    stage: { token: 'Getting the token', call: 'The call itself' },
    running: {
      happened: ['The request is being sent, perhaps from another tab.'],
      advice: ['Wait. The result appears here.'],
    },
    done: {
      push_follow_up: {
        happened: [
          'Bubbles added to the message.',
          'They disappear when the user clicks one or a newer message arrives.',
        ],
        advice: [
          'Nothing. A clicked bubble reaches your app as a user message (event im.message.receive_v1).',
        ],
      },
      create_message: {
        happened: ['The bot’s message is in the chat.'],
        advice: [
          `Add bubbles within ${LIMITS.messageAgeSeconds} s, while it is the latest message.`,
        ],
      },
      recall_message: {
        happened: ['The message was recalled.'],
        advice: ['Nothing. The user sees that a message was recalled.'],
      },
    },
    unknownCode: (code: number) => `Code ${code} is not documented for this call.`,
    unknownCodeAdvice:
      'See the msg of the platform. Feishu support can find this call by its log_id.',
    repeats: {
      wait: 'Wait',
      needless: 'Not needed',
      later: 'Yes',
      no: 'No',
      unsaid: 'Unknown',
      safe: 'Yes',
      look_first: 'Check first',
    },
    repeatReasons: {
      wait: 'The request is not finished.',
      needless: {
        push_follow_up: 'A message accepts bubbles once; a second push returns 230008.',
        create_message: 'A retry would send a second message.',
        recall_message: 'The message is recalled already.',
      },
      later: 'The same call can succeed later.',
      no: 'The same call would be rejected again.',
      unsaid: 'It is unknown whether the same call can succeed.',
      safe: 'The call was not sent, so a retry can’t duplicate anything.',
      look_first: 'It may have taken effect. Check the chat.',
    },
    noteTexts: {
      http_status_disagrees: (http: string, code: string) =>
        `HTTP ${http} and code ${code} disagree. The code decides.`,
      content_type_not_json:
        'The response is JSON, but its Content-Type is not. It was read as JSON.',
      token_renewed:
        'The platform rejected the token. The console got a new one and repeated the call.',
      token_not_renewed:
        'The platform rejected the token, and no new one was available. See the last call.',
      redacted: 'A secret in the response is masked. Everything else is as received.',
    },
  },
  zh: {
    title: '含义',
    happened: '发生了什么',
    advice: '处理建议',
    repeat: '能否重试？',
    cause: '失败环节',
    notes: '说明',
    links: '相关链接',
    documentation: '飞书文档',
    troubleshooter: '飞书排查页面',
    checkProfile: '检测连接',
    stage: { token: '获取 token', call: '调用接口' },
    running: {
      happened: ['正在发送，可能是在另一个标签页中。'],
      advice: ['请等待，结果会显示在这里。'],
    },
    done: {
      push_follow_up: {
        happened: ['气泡已添加到消息下方。', '用户点击气泡，或会话有新消息后，气泡会消失。'],
        advice: [
          '无需处理。用户点击气泡后，应用会收到一条用户消息（事件 im.message.receive_v1）。',
        ],
      },
      create_message: {
        happened: ['机器人的消息已发送到会话。'],
        advice: [`请在 ${LIMITS.messageAgeSeconds} 秒内、它仍是最新消息时发送气泡。`],
      },
      recall_message: {
        happened: ['消息已撤回。'],
        advice: ['无需处理。用户会看到消息已被撤回的提示。'],
      },
    },
    unknownCode: (code: number) => `该接口的文档没有说明错误码 ${code}。`,
    unknownCodeAdvice: '请参考平台返回的 msg。飞书支持人员可用 log_id 查到这次调用。',
    repeats: {
      wait: '请等待',
      needless: '不需要',
      later: '可以',
      no: '不可以',
      unsaid: '未知',
      safe: '可以',
      look_first: '先检查',
    },
    repeatReasons: {
      wait: '请求尚未完成。',
      needless: {
        push_follow_up: '每条消息只能发送一次气泡，再次发送会返回 230008。',
        create_message: '重试会在会话里多发一条消息。',
        recall_message: '消息已经撤回。',
      },
      later: '稍后重试可能成功。',
      no: '重试仍会被拒绝。',
      unsaid: '无法判断重试能否成功。',
      safe: '调用没有发出，重试不会造成重复。',
      look_first: '可能已生效，请查看会话。',
    },
    noteTexts: {
      http_status_disagrees: (http: string, code: string) =>
        `HTTP ${http} 与错误码 ${code} 不一致，以错误码为准。`,
      content_type_not_json: '响应是 JSON，但 Content-Type 不是，已按 JSON 读取。',
      token_renewed: '平台拒绝了原 token，控制台获取新 token 后重新调用。',
      token_not_renewed: '平台拒绝了原 token，且未能获取新 token，请查看最后一次调用。',
      redacted: '响应中的密钥已遮盖，其余内容与收到的一致。',
    },
  },
})
