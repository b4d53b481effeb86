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

/**
 * A native modal dialog, open as long as it is mounted. It opens with the focus on the element with
 * `data-autofocus`, else on its first field, else on its first button. Esc closes it, and the focus
 * returns to where it was (see focus-guard.ts for when that is gone).
 */
export function Dialog({ title, onClose, wide = false, children }: Props) {
  const t = useTexts(texts)
  const dialog = useRef<HTMLDialogElement>(null)
  const headingId = useId()
  useLayoutEffect(() => {
    const element = dialog.current
    if (!element) return
    const opener = document.activeElement
    element.showModal()
    const stopFocusing = focusFirst(element)
    return () => {
      stopFocusing()
      // Before the element is removed, so that the browser can return the focus.
      element.close()
      if (document.activeElement === document.body) invokerOf(opener)?.focus()
    }
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

const FIELD = 'input:enabled, textarea:enabled, select:enabled, [contenteditable=true]'

/**
 * Focuses the first element of a dialog for the user's input. If it has no field yet, a field that is
 * loaded later gets the focus, unless the user has pressed something before.
 * @returns a function that stops waiting for such a field
 */
function focusFirst(dialog: HTMLDialogElement): () => void {
  const body = (selector: string) =>
    [...dialog.querySelectorAll<HTMLElement>(selector)].filter(
      (one) => !one.closest(`.${styles.header}`) && one.checkVisibility(),
    )
  const field = () => {
    const [marked] = body('[data-autofocus]')
    const fields = body(FIELD)
    // Of radio buttons, the chosen one.
    return marked ?? fields.find((one) => !one.matches('[type=radio]:not(:checked)')) ?? fields[0]
  }
  const first = field()
  if (first) {
    first.focus()
    return () => {}
  }
  body('button:enabled, a[href]')[0]?.focus()
  const stop = new AbortController()
  const observer = new MutationObserver(() => {
    const loaded = field()
    if (!loaded) return
    stop.abort()
    loaded.focus()
  })
  observer.observe(dialog, { childList: true, subtree: true })
  stop.signal.addEventListener('abort', () => observer.disconnect())
  for (const press of ['keydown', 'pointerdown'] as const)
    dialog.addEventListener(press, () => stop.abort(), { signal: stop.signal })
  return () => stop.abort()
}

/** Returns the button of the menu that an element is in, because the menu is closed by then. */
function invokerOf(element: Element | null): HTMLElement | null {
  const id = element?.closest('[popover]')?.id
  return id ? document.querySelector<HTMLElement>(`[popovertarget='${CSS.escape(id)}']`) : null
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
