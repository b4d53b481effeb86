import {
  type ComponentProps,
  type KeyboardEvent,
  lazy,
  type ReactNode,
  type Ref,
  Suspense,
  useId,
  useRef,
  useState,
} from 'react'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { Button } from './button.tsx'
import styles from './hold-button.module.css'
import { useHold } from './use-hold.ts'

const ConfirmDialog = lazy(async () => ({
  default: (await import('./confirm-dialog.tsx')).ConfirmDialog,
}))

const texts = defineTexts({
  en: {
    how: 'Hold it for one second (or hold Enter or Space), or press it shortly and confirm.',
  },
  zh: {
    how: '按住一秒（也可按住 Enter 或空格键），或短按后确认。',
  },
})

/** What a short press asks before it goes on. */
export type Question = { title: string; text: ReactNode; confirm: string }

type Props = Omit<ComponentProps<'button'>, 'className' | 'onClick' | 'ref'> & {
  variant?: 'primary' | 'secondary' | 'danger'
  icon?: ReactNode
  ref?: Ref<HTMLButtonElement>
  /** Where it is asked, a press has to be deliberate: held for a second, or confirmed; `null` for a plain button. */
  question: Question | null
  onPress: () => void
}

/**
 * A button that may ask for a deliberate press. Holding it fills a ring; a short press, a shortcut
 * or a screen reader’s press (a bare `click()`) opens a dialog that asks instead.
 */
export function HoldButton({ question, onPress, icon, ref, children, ...rest }: Props) {
  const t = useTexts(texts)
  const howId = useId()
  const [asking, setAsking] = useState(false)
  const hold = useHold(onPress)
  /** A click that a hold has already answered. */
  const answered = useRef(false)

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') hold.stop()
    if (!isPressKey(event) || !(question || event.repeat)) return
    // The browser would press by itself: with Enter at once, and again as long as it is held.
    event.preventDefault()
    if (question && !event.repeat) hold.start()
  }
  const onKeyUp = (event: KeyboardEvent) => {
    if (!isPressKey(event)) return
    const ended = hold.stop()
    if (question || ended !== 'none') event.preventDefault()
    if (question && ended === 'early') setAsking(true)
  }
  const onClick = () => {
    if (!answered.current) question ? setAsking(true) : onPress()
    answered.current = false
  }

  return (
    <>
      <Button
        {...rest}
        ref={ref}
        icon={hold.holding ? <HoldRing /> : icon}
        aria-describedby={
          [rest['aria-describedby'], question && howId].filter(Boolean).join(' ') || undefined
        }
        onPointerDown={({ button }) => {
          answered.current = false
          if (question && button === 0) hold.start()
        }}
        onPointerUp={() => {
          answered.current = hold.stop() === 'done'
        }}
        onPointerLeave={hold.stop}
        onPointerCancel={hold.stop}
        onBlur={hold.stop}
        onContextMenu={(event) => {
          // A long touch asks for a menu.
          if (question) event.preventDefault()
        }}
        onKeyDown={onKeyDown}
        onKeyUp={onKeyUp}
        onClick={onClick}
      >
        {children}
      </Button>
      {question ? (
        <span id={howId} className="visually-hidden">
          {t.how}
        </span>
      ) : null}
      {question && asking ? (
        <Suspense>
          <ConfirmDialog
            title={question.title}
            confirm={question.confirm}
            onConfirm={() => {
              setAsking(false)
              onPress()
            }}
            onClose={() => setAsking(false)}
          >
            {question.text}
          </ConfirmDialog>
        </Suspense>
      ) : null}
    </>
  )
}

function isPressKey({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return (key === 'Enter' || key === ' ') && !ctrlKey && !metaKey && !altKey
}

function HoldRing() {
  return (
    <svg className={styles.ring} width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <circle className={styles.track} cx="8" cy="8" r="6" />
      <circle className={styles.fill} cx="8" cy="8" r="6" pathLength="1" />
    </svg>
  )
}
