import type { ReactNode } from 'react'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { Button } from './button.tsx'
import styles from './confirm-dialog.module.css'
import { Dialog } from './dialog.tsx'

const texts = defineTexts({ en: { cancel: 'Cancel' }, zh: { cancel: '取消' } })

type Props = {
  title: string
  confirm: string
  variant?: 'primary' | 'danger'
  onConfirm: () => void
  onClose: () => void
  children: ReactNode
}

/** Asks before something is done. */
export function ConfirmDialog(props: Props) {
  const { title, confirm, variant = 'primary', onConfirm, onClose, children } = props
  const t = useTexts(texts)
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
