import { X } from 'lucide-react'
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { Button, IconButton } from './button/button.tsx'
import styles from './dialog.module.css'

const texts = defineTexts({ en: { close: 'Close' }, zh: { close: '关闭' } })

type Props = {
  title: string
  onClose: () => void
  /** For content in columns. */
  wide?: boolean
  children: ReactNode
}

/** A native modal dialog, open as long as it is mounted. Esc closes it, and the focus returns to where it was. */
export function Dialog({ title, onClose, wide = false, children }: Props) {
  const t = useTexts(texts)
  const dialog = useRef<HTMLDialogElement>(null)
  const headingId = useId()
  // Closed before the element is removed, so that the browser can return the focus.
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

const confirmTexts = defineTexts({ en: { cancel: 'Cancel' }, zh: { cancel: '取消' } })

type ConfirmDialogProps = {
  title: string
  confirm: string
  variant?: 'primary' | 'danger'
  onConfirm: () => void
  onClose: () => void
  children: ReactNode
}

/** Asks for confirmation. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, confirm, variant = 'primary', onConfirm, onClose, children } = props
  const t = useTexts(confirmTexts)
  return (
    <Dialog title={title} onClose={onClose}>
      <div className={styles.body}>{children}</div>
      <div className={styles.choices}>
        <Button onClick={onClose}>{t.cancel}</Button>
        <Button variant={variant} onClick={onConfirm}>
          {confirm}
        </Button>
      </div>
    </Dialog>
  )
}
