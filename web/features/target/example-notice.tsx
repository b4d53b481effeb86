import { useState } from 'react'
import { Link } from 'wouter'
import { emptyDraft } from '#contract/draft'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button/button.tsx'
import { useComposition, useFollowUps } from '../composition/composition-context.tsx'
import styles from './example-notice.module.css'
import { isExampleFollowUps, readFirstSend } from './first-visit.ts'

const texts = defineTexts({
  en: {
    example: 'Example texts.',
    empty: 'Start empty',
    emptied: 'Emptied. Undo brings the example back.',
    connect: 'Connect to Feishu / Lark',
  },
  zh: {
    example: '示例文本。',
    empty: '从空白开始',
    emptied: '已清空，撤销可恢复示例。',
    connect: '连接飞书 / Lark',
  },
})

/** Says that the texts are an example and empties them in one press; nothing once they are changed. */
export function ExampleNotice() {
  const t = useTexts(texts)
  const announce = useAnnounce()
  const { draft, load } = useComposition()
  const [isFirstVisit] = useState(() => !readFirstSend().pressed)
  const isExample = useFollowUps((followUps) => isFirstVisit && isExampleFollowUps(followUps))
  if (!isExample) return null
  const empty = () => {
    const { message_id } = draft().values
    const next = emptyDraft()
    load({ ...next, values: { ...next.values, message_id } })
    announce(t.emptied)
    // After the table has shown it: this button is gone then.
    requestAnimationFrame(() =>
      [...document.querySelectorAll<HTMLElement>('[data-first-text]')]
        .find((one) => one.checkVisibility())
        ?.focus(),
    )
  }
  return (
    <span className={styles.notice}>
      {t.example}
      <Button variant="ghost" data-command="start-empty" onClick={empty}>
        {t.empty}
      </Button>
      <Link href="/apps">{t.connect}</Link>
    </span>
  )
}
