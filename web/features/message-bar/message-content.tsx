import { type ComponentType, Suspense } from 'react'
import { MSG_TYPES, type MsgType } from '#contract/ids'
import type { Locale } from '#contract/locale'
import { useLocale } from '../../i18n/locale-context.tsx'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button/button.tsx'
import fieldStyles from '../../ui/form/field.module.css'
import { LabelledTextarea } from '../../ui/form/labelled-field.tsx'
import { Segmented } from '../../ui/form/segmented.tsx'
import type { NewMessageDraft } from '../target/new-message-draft.ts'
import styles from './panels.module.css'

const texts = defineTexts({
  en: {
    kind: 'Message type',
    kinds: { text: 'Text', post: 'Rich text', interactive: 'Card' } as Record<MsgType, string>,
    text: 'Message text',
    content: { post: 'Rich text content (JSON)', interactive: 'Card content (JSON)' },
    example: 'Insert example',
    inserted: 'Example inserted',
    loading: 'Loading the editor…',
  },
  zh: {
    kind: '消息类型',
    kinds: { text: '文本', post: '富文本', interactive: '卡片' } as Record<MsgType, string>,
    text: '消息文本',
    content: { post: '富文本内容（JSON）', interactive: '卡片内容（JSON）' },
    example: '插入示例',
    inserted: '已插入示例',
    loading: '正在加载编辑器…',
  },
})

/** A JSON editor, passed in by the page. */
export type Editor = ComponentType<{
  label: string
  value: string
  onChange: (text: string) => void
}>

type Props = {
  draft: NewMessageDraft
  /** Shown in an empty field. */
  defaultText: string
  error: string | undefined
  editor: Editor
  onChange: (part: Partial<NewMessageDraft>) => void
}

/** Type and content of the next new message: a text, or the JSON of a rich text or a card. */
export function MessageContent({ draft, defaultText, error, editor: Editor, onChange }: Props) {
  const t = useTexts(texts)
  const { locale } = useLocale()
  const announce = useAnnounce()
  const { msg_type } = draft
  return (
    <div className={styles.group}>
      <div className={styles.row}>
        <span className={fieldStyles.label} aria-hidden="true">
          {t.kind}
        </span>
        <Segmented
          legend={t.kind}
          value={msg_type}
          options={MSG_TYPES.map((value) => ({ value, label: t.kinds[value] }))}
          onChange={(value) => onChange({ msg_type: value })}
        />
      </div>
      {msg_type === 'text' ? (
        <LabelledTextarea
          label={t.text}
          error={error}
          dir="auto"
          value={draft.text}
          placeholder={defaultText}
          onText={(text) => onChange({ text })}
        />
      ) : (
        <>
          <div className={styles.editor}>
            <Suspense fallback={<p className={fieldStyles.hint}>{t.loading}</p>}>
              <Editor
                key={msg_type}
                label={t.content[msg_type]}
                value={draft[msg_type]}
                onChange={(text) => onChange({ [msg_type]: text })}
              />
            </Suspense>
          </div>
          <div>
            <Button
              onClick={() => {
                onChange({ [msg_type]: exampleContent(msg_type, locale) })
                announce(t.inserted)
              }}
            >
              {t.example}
            </Button>
          </div>
          {error === undefined ? null : <p className={fieldStyles.error}>{error}</p>}
        </>
      )}
    </div>
  )
}

const EXAMPLE_TEXTS = {
  en: { title: 'Order 2026-1122', text: 'It is on its way: ', link: 'track the parcel' },
  zh: { title: '订单 2026-1122', text: '已发货：', link: '查看物流' },
}

/**
 * Example content as JSON.
 * @see https://open.feishu.cn/document/server-docs/im-v1/message-content-description/create_json
 */
export function exampleContent(kind: 'post' | 'interactive', locale: Locale): string {
  const { title, text, link } = EXAMPLE_TEXTS[locale]
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
