import type { ServerProcess } from './server-process.ts'
import type { Slice } from './servers/load-generator.ts'

/** A usual push: three bubbles in three languages, some 800 bytes. */
export const PUSH_BODY = JSON.stringify({
  follow_ups: [
    ['查看物流进度', 'Track my parcel', '配送状況を確認する'],
    ['联系人工客服', 'Talk to a person', 'オペレーターに問い合わせる'],
    ['申请退款', 'Ask for a refund', '返金を申請する'],
  ].map(([zh = '', en = '', ja = '']) => ({
    content: zh,
    i18n_contents: [
      { language: 'zh_cn', content: zh },
      { language: 'en_us', content: en },
      { language: 'ja_jp', content: ja },
    ],
  })),
})

/** The push, at a server with the console's own API; each on a message of its own. */
export function pushTo({ url }: ServerProcess, connections: number, ms: number): Slice {
  return {
    url,
    path: '/api/messages/om_bench*/push_follow_up',
    body: PUSH_BODY,
    connections,
    ms,
    expect: '"code":0',
  }
}
