import { defineTexts } from '../i18n/texts.ts'

/** The texts of the response pane. */
export const texts = defineTexts({
  en: {
    headlines: {
      sending: 'Waiting for the answer',
      console_refused: 'Stopped by this console, nothing sent',
      in_flight: 'Already being sent',
      console_broke: 'This console failed, outcome unknown',
      cancelled: 'You stopped waiting, outcome unknown',
      lost: 'This console fell silent, outcome unknown',
    },
    waiting: 'Waiting for the answer',
    elapsed: (time: string) => `${time} so far`,
    stop: 'Stop waiting',
    stopNote:
      'Stopping ends only the wait. The call may still be carried out, so its outcome would be unknown.',
    stoppedAfter: (time: string) =>
      `You stopped waiting after ${time}. The call may have been carried out all the same, and this console cannot tell.`,
    lost: 'The console’s own server stopped answering while it had the call. Nobody here knows what became of it.',
    broke:
      'The console’s own server failed. From here it cannot be told whether the call was made.',
    consoleRefused: 'Not sent. Fix the following and retry.',
    rateLimited: 'Nothing reached the platform; wait until there is room, then send again.',
    inFlight:
      'The same message is being sent at this moment, perhaps from another tab, so it was not sent twice. Wait for that answer.',
    inFlightBy: (actor: string, time: string) => `${actor} has been sending it since ${time}.`,
    seeInFlight: 'See that send',
    issues: 'Errors',
    wholeBody: 'the whole body',
    code: (code: number) => `code ${code}`,
  },
  zh: {
    headlines: {
      sending: '正在等待返回',
      console_refused: '被本控制台拦下，没有发出',
      in_flight: '正在发送中',
      console_broke: '本控制台出错，结果未知',
      cancelled: '已停止等待，结果未知',
      lost: '本控制台失去响应，结果未知',
    },
    waiting: '正在等待返回',
    elapsed: (time: string) => `已等待 ${time}`,
    stop: '停止等待',
    stopNote: '停止只是不再等待：这次调用仍可能被执行，结果将无法得知。',
    stoppedAfter: (time: string) =>
      `等待 ${time}后，你停止了等待。这次调用仍可能已被执行，本控制台无法得知。`,
    lost: '调用进行到一半，本控制台的服务器失去了响应，因此无法得知结果。',
    broke: '本控制台的服务器出错，在这里无法判断调用是否已经发出。',
    consoleRefused: '没有任何内容到达平台，改好后可以再发。',
    rateLimited: '没有任何内容到达平台，等到有名额时再发。',
    inFlight:
      '同一条消息此刻正在发送（也许在另一个标签页），所以没有重复发送。请等待那一次的结果。',
    inFlightBy: (actor, time) => `${actor} 从 ${time} 起正在发送。`,
    seeInFlight: '查看那次发送',
    issues: '需要修改',
    wholeBody: '整个请求体',
    code: (code: number) => `返回码 ${code}`,
  },
})
