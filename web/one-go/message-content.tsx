import { type ComponentType, Suspense } from 'react'
import { useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button/button.tsx'
import { LabelledInput } from '../ui/form/labelled-field.tsx'
import type { OneGoDraft } from './draft.ts'
import styles from './one-go.module.css'
import { oneGoTexts } from './texts.ts'

/** A JSON editor, passed in by the page. */
export type Editor = ComponentType<{
  label: string
  value: string
  onChange: (text: string) => void
}>

type Props = {
  draft: OneGoDraft
  errors: Readonly<Record<string, string>>
  editor: Editor
  /** Called with the content of the selected type. */
  onContent: (text: string) => void
  onExample: () => void
}

/** The content of the message: a text, or the JSON of a rich text or card. */
export function MessageContent({ draft, errors, editor: Editor, onContent, onExample }: Props) {
  const t = useTexts(oneGoTexts)
  const { msg_type } = draft
  if (msg_type === 'text') {
    return (
      <LabelledInput
        label={t.text}
        dir="auto"
        value={draft.text}
        error={errors.text}
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
      {errors.content ? <p className={styles.error}>{errors.content}</p> : null}
      <div>
        <Button onClick={onExample}>{t.example}</Button>
      </div>
    </div>
  )
}
