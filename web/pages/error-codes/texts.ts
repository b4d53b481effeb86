import type { Endpoint } from '#contract/catalogue/error-code'
import type { Bilingual } from '#contract/locale'
import { defineTexts } from '../../i18n/texts.ts'

export const texts = defineTexts({
  en: {
    title: 'Error codes',
    lead: 'What the platform’s codes mean on the calls this console makes, and what to do. The same number can mean something else on another call.',
    search: 'Search',
    searchHint: 'Code, message or meaning',
    endpoint: 'Call',
    allEndpoints: 'All calls',
    count: (shown: number, total: number) =>
      shown === total ? `${total} codes` : `${shown} of ${total} codes`,
    loading: 'Loading the error codes',
    failed: 'The error codes could not be loaded.',
    failedWhy: 'The console’s own server did not give them. Check that it is still running.',
    retry: 'Try again',
    none: 'No code matches.',
    noneHint: 'Try a part of the code or another word, or look at all calls.',
    clear: 'Show all codes',
    advice: 'What to do',
    httpUnknown: 'HTTP status not documented',
    retryable: 'May be sent again unchanged',
    notRetryable: 'Do not send again unchanged',
    answeredBy: (calls: string) => `Answered by: ${calls}`,
    elsewhere: 'Means something else on other calls:',
    alsoElsewhere: 'Other calls answer this code too:',
    source: 'Feishu’s documentation',
  },
  zh: {
    title: '错误码',
    lead: '平台的返回码在本控制台所用接口上的含义和处理办法。同一个数字在别的接口上可能是另一个意思。',
    search: '搜索',
    searchHint: '错误码、msg 或含义',
    endpoint: '接口',
    allEndpoints: '全部接口',
    count: (shown: number, total: number) =>
      shown === total ? `共 ${total} 个错误码` : `共 ${total} 个错误码，符合条件 ${shown} 个`,
    loading: '正在加载错误码',
    failed: '错误码没有加载出来。',
    failedWhy: '本控制台的服务器没有给出错误码，请检查它是否仍在运行。',
    retry: '重试',
    none: '没有符合条件的错误码。',
    noneHint: '可以只输入错误码的一部分、换个词，或查看全部接口。',
    clear: '显示全部错误码',
    advice: '怎么处理',
    httpUnknown: '文档未说明 HTTP 状态',
    retryable: '可以原样再发',
    notRetryable: '不要原样再发',
    answeredBy: (calls: string) => `会返回此码的接口：${calls}`,
    elsewhere: '在别的接口上是另一个意思：',
    alsoElsewhere: '别的接口也会返回此码：',
    source: '飞书官方文档',
  },
})

/** The name of each endpoint. */
export const ENDPOINT_NAMES: Record<Endpoint, Bilingual> = {
  push_follow_up: { zh: '添加跟随气泡', en: 'Push follow-up bubbles' },
  create_message: { zh: '发送消息', en: 'Send a message' },
  reply_message: { zh: '回复消息', en: 'Reply to a message' },
  list_messages: { zh: '获取会话历史消息', en: 'List the messages of a chat' },
  get_message: { zh: '获取指定消息', en: 'Get one message' },
  get_chat: { zh: '获取群信息', en: 'Get a chat' },
  list_chats: { zh: '获取群列表', en: 'List chats' },
  tenant_access_token: { zh: '获取 tenant_access_token', en: 'Fetch a tenant_access_token' },
  app_ticket: { zh: '重新获取 app_ticket', en: 'Resend the app_ticket' },
  any: { zh: '任何接口（网关）', en: 'Any call (gateway)' },
}
