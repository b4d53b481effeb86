import { type ComponentType, Suspense } from 'react'
import { useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button.tsx'
import { LabelledInput } from '../ui/labelled-input.tsx'
import type { OneGoDraft } from './draft.ts'
import styles from './one-go.module.css'
import { oneGoTexts } from './texts.ts'

/** An editor for JSON, from the part of the page that has one. */
export type Editor = ComponentType<{
  label: string
  value: string
  onChange: (text: string) => void
}>

type Props = {
  draft: OneGoDraft
  mends: Readonly<Record<string, string>>
  editor: Editor
  /** The content of the type that is chosen. */
  onContent: (text: string) => void
  onExample: () => void
}

/** What the message says: a line of text, or the JSON of a rich text or card. */
export function MessageContent({ draft, mends, editor: Editor, onContent, onExample }: Props) {
  const t = useTexts(oneGoTexts)
  const { msg_type } = draft
  if (msg_type === 'text') {
    return (
      <LabelledInput
        label={t.text}
        dir="auto"
        value={draft.text}
        mend={mends.text}
        placeholder={t.defaultText}
        onText={onContent}
      />
    )
  }
  return (
    <div className={styles.content}>
      <Suspense>
        <Editor
          key={msg_type}
          label={t.content[msg_type]}
          value={draft[msg_type]}
          onChange={onContent}
        />
      </Suspense>
      {mends.content ? <p className={styles.mend}>{mends.content}</p> : null}
      <div>
        <Button onClick={onExample}>{t.example}</Button>
      </div>
    </div>
  )
}
