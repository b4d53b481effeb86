import { useEffect, useRef, useState } from 'react'
import type { Draft } from '#contract/draft'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import styles from './share.module.css'
import { readShareFragment, type SharedLink } from './share-link.ts'
import { shareTexts } from './texts.ts'

type Props = {
  fragment: string
  /** Opens the draft of the link as a new draft. */
  onOpen: (shared: { name: string; draft: Draft }) => void
  onDismiss: () => void
}

/** Opens a share link once and shows the result. */
export function OpenedLink({ fragment, onOpen, onDismiss }: Props) {
  const t = useTexts(shareTexts)
  const { tag } = useLocale()
  const [read, setRead] = useState<SharedLink | null>(null)
  const open = useRef((_: SharedLink) => {})
  useEffect(() => {
    open.current = (link) => {
      setRead(link)
      if (!link.ok) return
      const time = new Intl.DateTimeFormat(tag, {
        dateStyle: 'medium',
        timeStyle: 'short',
      })
      onOpen({ name: t.draftName(time.format(new Date())), draft: link.draft })
    }
  })
  useEffect(() => {
    let current = true
    void readShareFragment(fragment).then((link) => {
      if (current) open.current(link)
    })
    return () => {
      current = false
    }
  }, [fragment])

  if (!read) return null
  const target = read.ok ? read.draft.values.message_id : ''
  return (
    <div className={styles.opened} data-failed={!read.ok}>
      <div role="status">
        <strong>{read.ok ? t.opened : t.failed}</strong>
        <p>{read.ok ? t.openedWhy : t[read.why]}</p>
        {target === '' ? null : <p>{t.openedTarget(target)}</p>}
      </div>
      <Button variant="ghost" onClick={onDismiss}>
        {t.dismiss}
      </Button>
    </div>
  )
}
