import {
  type ComponentProps,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { lazyComponent } from '../lazy-component.tsx'
import { Button } from './button.tsx'
import styles from './hold-button.module.css'

const ConfirmDialog = lazyComponent(() => import('../dialog.tsx'), 'ConfirmDialog')

const texts = defineTexts({
  en: {
    how: 'Hold for 1 s (mouse, Enter or Space), or press briefly and confirm.',
  },
  zh: {
    how: '按住 1 秒（鼠标、Enter 或空格键），或短按后确认。',
  },
})

/** The confirmation that a short press asks for. */
export type Question = { title: string; text: ReactNode; confirm: string }

type Props = Omit<ComponentProps<'button'>, 'className' | 'onClick' | 'ref'> & {
  variant?: 'primary' | 'secondary' | 'danger'
  icon?: ReactNode
  ref?: Ref<HTMLButtonElement>
  /** If not null, a press must be held for a second or confirmed. */
  question: Question | null
  onPress: () => void
}

/**
 * A button that may require a deliberate press. Holding it fills a ring; a short press, a shortcut
 * or the press of a screen reader (a bare `click()`) opens a confirmation dialog instead.
 */
export function HoldButton({ question, onPress, icon, ref, children, ...rest }: Props) {
  const t = useTexts(texts)
  const howId = useId()
  const [asking, setAsking] = useState(false)
  const hold = useHold(onPress)
  /** The click after a completed hold, which must not press again. */
  const held = useRef(false)

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') hold.stop()
    if (!isPressKey(event) || !(question || event.repeat)) return
    // The browser would click at once on Enter, and repeatedly while it is held.
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
    if (!held.current) question ? setAsking(true) : onPress()
    held.current = false
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
          held.current = false
          if (question && button === 0) hold.start()
        }}
        onPointerUp={() => {
          held.current = hold.stop() === 'done'
        }}
        onPointerLeave={hold.stop}
        onPointerCancel={hold.stop}
        onBlur={hold.stop}
        onContextMenu={(event) => {
          // A long touch opens the context menu.
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

/** How long a deliberate press lasts, in milliseconds. */
export const HOLD_MS = 1000

/** Times a press and calls `onHeld` if it lasts long enough. */
function useHold(onHeld: () => void) {
  const [holding, setHolding] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const done = useRef(false)
  const latest = useRef(onHeld)
  useEffect(() => {
    latest.current = onHeld
  })
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current)
    },
    [],
  )

  return {
    holding,
    start(): void {
      if (timer.current !== null) return
      done.current = false
      setHolding(true)
      timer.current = setTimeout(() => {
        timer.current = null
        done.current = true
        setHolding(false)
        latest.current()
      }, HOLD_MS)
    },
    /** Ends the press and returns how it ended; `none` if there was none. */
    stop(): 'none' | 'early' | 'done' {
      if (timer.current !== null) {
        clearTimeout(timer.current)
        timer.current = null
        setHolding(false)
        return 'early'
      }
      const ended = done.current ? 'done' : 'none'
      done.current = false
      return ended
    },
  }
}
