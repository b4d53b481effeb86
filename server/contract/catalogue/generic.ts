import type { ErrorCode } from '../error-code.ts'
import { PAGES } from './pages.ts'

/** Success, and what any service may say of a request or of itself. */
export const GENERIC_CODES: readonly ErrorCode[] = [
  {
    code: 0,
    msg: 'success',
    http_status: 200,
    endpoints: ['any'],
    meaning: {
      zh: '成功。是否成功只看 code 是不是 0；有些接口的 msg 是“ok”。',
      en: 'Success. Only code 0 decides that; some calls say “ok” as msg.',
    },
    advice: {
      zh: '无需处理。',
      en: 'Nothing to do.',
    },
    retryable: false,
    source: PAGES.callingAnApi,
  },
  {
    code: 2200,
    msg: 'internal error',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: '飞书内部服务错误，通常出现在频繁调用接口的时候。',
      en: 'An internal error of Feishu, usually seen when calls come too often.',
    },
    advice: {
      zh: '降低频率，稍后再试；反复出现时，带上 log_id 咨询飞书技术支持。',
      en: 'Slow down and try again later; if it keeps coming back, give the log_id to Feishu support.',
    },
    retryable: true,
    source: PAGES.genericCodes,
  },
  {
    code: 5000,
    msg: 'internal error',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: '飞书内部错误。',
      en: 'An internal error of Feishu.',
    },
    advice: {
      zh: '降低频率，稍后再试；反复出现时，带上 log_id 咨询飞书技术支持。',
      en: 'Slow down and try again later; if it keeps coming back, give the log_id to Feishu support.',
    },
    retryable: true,
    source: PAGES.genericCodes,
  },
  {
    code: 9499,
    msg: 'bad request',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: '请求参数有误，常见于 JSON 格式或字段类型不对。msg 也可能是“invalid param”。',
      en: 'A request parameter is wrong, often the shape of the JSON or the type of a field. The msg may also be “invalid param”.',
    },
    advice: {
      zh: '按返回的错误信息，对照文档检查请求体的结构和每个字段的类型。',
      en: 'Follow the message returned and compare the structure of the body and the type of each field with the documentation.',
    },
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 10001,
    msg: 'Your request contains an invalid request parameter',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: '请求参数无效。',
      en: 'A request parameter is invalid.',
    },
    advice: {
      zh: '对照接口文档检查路径、查询参数和请求体。',
      en: 'Compare path, query and body with the documentation of the call.',
    },
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 10400,
    msg: 'bad request',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: '客户端参数错误。',
      en: 'The client sent a wrong parameter.',
    },
    advice: {
      zh: '对照接口文档检查路径、查询参数和请求体。',
      en: 'Compare path, query and body with the documentation of the call.',
    },
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 10500,
    msg: 'internal server error',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: '飞书服务端异常。',
      en: 'An error inside the servers of Feishu.',
    },
    advice: {
      zh: '稍后再试；反复出现时，带上 log_id 咨询飞书技术支持。',
      en: 'Try again later; if it keeps coming back, give the log_id to Feishu support.',
    },
    retryable: true,
    source: PAGES.genericCodes,
  },
  {
    code: 30005,
    msg: 'interface is offline',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: '这个接口已下线。',
      en: 'This call has been taken out of service.',
    },
    advice: {
      zh: '查看接口文档，改用新版本的接口。',
      en: 'Look up the newer call in the documentation and use that.',
    },
    retryable: false,
    source: PAGES.genericCodes,
  },
]
