import { X } from 'lucide-react'
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import styles from './dialog.module.css'
import { IconButton } from './icon-button.tsx'

const texts = defineTexts({ en: { close: 'Close' }, zh: { close: '关闭' } })

type Props = {
  title: string
  onClose: () => void
  /** For content that stands side by side. */
  wide?: boolean
  children: ReactNode
}

/** A native modal dialog, open as long as it is mounted: Esc closes it, and the focus goes back to where it was. */
export function Dialog({ title, onClose, wide = false, children }: Props) {
  const t = useTexts(texts)
  const dialog = useRef<HTMLDialogElement>(null)
  const headingId = useId()
  // Before the element goes, so that the browser can still give the focus back.
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className={`${styles.dialog} ${wide ? styles.wide : ''}`}
      aria-labelledby={headingId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <header className={styles.header}>
        <h2 id={headingId} className={styles.title}>
          {title}
        </h2>
        <IconButton label={t.close} icon={<X size={18} aria-hidden="true" />} onClick={onClose} />
      </header>
      {children}
    </dialog>
  )
}
