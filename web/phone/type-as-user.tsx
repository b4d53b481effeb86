import { SendHorizontal } from 'lucide-react'
import { useState } from 'react'
import { useTexts } from '../i18n/texts.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { phoneTexts } from './texts.ts'
import styles from './type-as-user.module.css'

type Props = { name: string; busy: boolean; onWrite: (text: string) => Promise<unknown> }

/** The line in which one writes as the person; what could not be sent stays in it. */
export function TypeAsUser({ name, busy, onWrite }: Props) {
  const t = useTexts(phoneTexts)
  const [text, setText] = useState('')
  const blank = text.trim() === ''
  const write = async () => {
    if (blank || busy) return
    try {
      await onWrite(text)
      setText('')
    } catch {
      // Shown beside the phone.
    }
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        void write()
      }}
    >
      <input
        className={styles.input}
        dir="auto"
        autoComplete="off"
        enterKeyHint="send"
        maxLength={10_000}
        aria-label={t.writeAs(name)}
        placeholder={t.writeAs(name)}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <IconButton
        type="submit"
        label={t.send}
        disabled={blank || busy}
        icon={<SendHorizontal size={20} aria-hidden="true" />}
      />
    </form>
  )
}
