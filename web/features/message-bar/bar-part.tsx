import { ChevronDown } from 'lucide-react'
import {
  type ReactNode,
  type RefObject,
  Suspense,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import type { BarPart, Target } from '../target/use-target.ts'
import styles from './message-bar.module.css'

const panelId = (part: BarPart) => `bar-${part}`
const triggerId = (part: BarPart) => `bar-${part}-button`

/** Attributes of the button that opens a part of the bar. */
export function triggerProps(part: BarPart, openPart: BarPart | null) {
  return {
    id: triggerId(part),
    type: 'button',
    popoverTarget: panelId(part),
    'aria-haspopup': 'dialog',
    'aria-expanded': openPart === part,
  } as const
}

type TriggerProps = {
  part: BarPart
  target: Target
  label: ReactNode
  value: ReactNode
  /** The whole text, for the tooltip. */
  title: string
}

/** A part of the path App → Recipient → Message: a label, and the value in one line. */
export function BarTrigger({ part, target, label, value, title }: TriggerProps) {
  return (
    <button
      {...triggerProps(part, target.openPart)}
      className={styles.trigger}
      data-part={part}
      title={title}
    >
      <span className={styles.label}>{label}</span>
      <span className={styles.value}>{value}</span>
      <ChevronDown size={14} className={styles.chevron} aria-hidden="true" />
    </button>
  )
}

type PanelProps = {
  part: BarPart
  target: Target
  label: string
  /** Focused after a choice if the part's own button is not visible. */
  fallback: RefObject<HTMLButtonElement | null>
  /** Rendered even while it is closed, so that the command palette finds it. */
  footer?: (close: () => void) => ReactNode
  /**
   * The content while it is open. `close` gives the focus back to the button; `asked` is whether
   * another part of the page opened it.
   */
  children: (close: () => void, asked: boolean) => ReactNode
}

/** The panel under a button of the bar. Esc and a press outside of it close it. */
export function BarPanel({ part, target, label, fallback, footer, children }: PanelProps) {
  const panel = useRef<HTMLDivElement>(null)
  /** While the browser opens it: it must not be opened a second time then. */
  const opening = useRef(false)
  /** What had the focus when it was opened. */
  const opener = useRef<HTMLElement>(null)
  const { openPart, openBar, closeBar } = target
  const open = openPart === part
  const [asked, setAsked] = useState(false)

  // Opened from elsewhere on the page; its button opens it natively.
  useLayoutEffect(() => {
    const element = panel.current
    if (!element || opening.current || element.matches(':popover-open') === open) return
    element.togglePopover(open)
  }, [open])
  useEffect(() => {
    if (!open) return
    const place = () => panel.current && placePanel(panel.current, part)
    window.addEventListener('resize', place)
    return () => window.removeEventListener('resize', place)
  }, [open, part])

  /** Esc gives the focus back: the browser does not if the panel was opened from the sheet. */
  const giveBackFocus = () => {
    const elements = [opener.current, document.getElementById(triggerId(part)), fallback.current]
    elements.find((element) => element?.checkVisibility())?.focus()
  }
  const close = () => {
    opener.current = null
    panel.current?.hidePopover()
    // On a narrow screen the button is in a sheet of its own.
    const sheet = document.getElementById(triggerId(part))?.closest<HTMLElement>('[popover]')
    if (sheet?.matches(':popover-open')) sheet.hidePopover()
    giveBackFocus()
  }
  return (
    <div
      ref={panel}
      id={panelId(part)}
      popover="auto"
      role="dialog"
      aria-label={label}
      className={styles.panel}
      data-part={part}
      onBeforeToggle={({ newState }) => {
        if (!panel.current) return
        const focused = document.activeElement
        if (newState !== 'open') {
          if (panel.current.contains(focused)) giveBackFocus()
          return
        }
        const isElement = focused instanceof HTMLElement && focused !== document.body
        opener.current = isElement ? focused : null
        opening.current = true
        placePanel(panel.current, part)
        setAsked(open)
        openBar(part)
      }}
      onToggle={({ newState }) => {
        opening.current = false
        if (newState === 'closed') closeBar(part)
      }}
    >
      {open ? (
        <Suspense>
          <FocusFirst panel={panel}>{children(close, asked)}</FocusFirst>
        </Suspense>
      ) : null}
      {footer?.(close)}
    </div>
  )
}

const FIRST_FIELDS = [
  '[aria-invalid=true]',
  '[data-autofocus]',
  'input, textarea, select, button, a[href]',
]

type FocusFirstProps = { panel: RefObject<HTMLDivElement | null>; children: ReactNode }

/** Once its content is loaded, focuses the first field with an error, else the first field. */
function FocusFirst({ panel, children }: FocusFirstProps) {
  useEffect(() => {
    const fields = FIRST_FIELDS.map((one) => panel.current?.querySelector<HTMLElement>(one))
    fields.find((field) => field != null)?.focus()
  }, [panel])
  return children
}

/** Puts a panel under its button and inside the window. */
function placePanel(panel: HTMLElement, part: BarPart): void {
  const bar = panel.parentElement?.getBoundingClientRect()
  const trigger = document.getElementById(triggerId(part))?.getBoundingClientRect()
  panel.style.setProperty('--panel-x', `${trigger?.left ?? 0}px`)
  panel.style.setProperty('--panel-y', `${bar?.bottom ?? 0}px`)
}
