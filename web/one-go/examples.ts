import type { Locale } from '#contract/locale'

type Kind = 'post' | 'interactive'

const WORDS = {
  en: { title: 'Order 2026-1122', text: 'It is on its way: ', link: 'see the parcel' },
  zh: { title: '订单 2026-1122', text: '已发货：', link: '查看物流' },
}

/**
 * A content to begin with, as JSON to be edited.
 * @see https://open.feishu.cn/document/server-docs/im-v1/message-content-description/create_json
 */
export function exampleContent(kind: Kind, locale: Locale): string {
  const { title, text, link } = WORDS[locale]
  const href = 'https://example.com/parcel'
  const post = {
    [locale === 'zh' ? 'zh_cn' : 'en_us']: {
      title,
      content: [
        [
          { tag: 'text', text },
          { tag: 'a', href, text: link },
        ],
      ],
    },
  }
  const card = {
    schema: '2.0',
    header: { title: { tag: 'plain_text', content: title }, template: 'blue' },
    body: { elements: [{ tag: 'markdown', content: `${text}[${link}](${href})` }] },
  }
  return JSON.stringify(kind === 'post' ? post : card, null, 2)
}
