import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react'
import styles from './anchored.module.css'

type Props = {
  role: 'dialog' | 'menu'
  label: string
  onClose: () => void
  children: ReactNode
}

const GAP_PX = 4
const FOCUSABLE = 'input, button:not([aria-disabled=true]), [role^=menuitem]'

/**
 * A popover under the button before it, open as long as it is mounted. It takes the focus; Esc gives
 * it back to the button, and a press or a focus elsewhere closes it.
 */
export function Anchored({ role, label, onClose, children }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const latest = useRef(onClose)
  useEffect(() => {
    latest.current = onClose
  })
  useLayoutEffect(() => {
    const element = box.current
    const button = element?.parentElement?.querySelector('button')
    if (!element || !button) return
    element.showPopover()
    place(element, button)
    const replace = () => place(element, button)
    element.querySelector<HTMLElement>(FOCUSABLE)?.focus()
    const done = new AbortController()
    const { signal } = done
    const isOutside = ({ target }: Event) =>
      target instanceof Node && !element.contains(target) && !button.contains(target)
    addEventListener('pointerdown', (event) => isOutside(event) && latest.current(), {
      signal,
      capture: true,
    })
    addEventListener('focusin', (event) => isOutside(event) && latest.current(), { signal })
    addEventListener('resize', replace, { signal })
    addEventListener('scroll', replace, { signal, capture: true, passive: true })
    element.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        button.focus()
        latest.current()
      },
      { signal },
    )
    return () => {
      if (element.contains(document.activeElement)) button.focus()
      done.abort()
    }
  }, [])
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles have a name
    <div ref={box} role={role} aria-label={label} popover="manual" className={styles.box}>
      {children}
    </div>
  )
}

/** Under the button, or above it if there is more room, and inside the window. */
function place(element: HTMLElement, button: Element): void {
  const anchor = button.getBoundingClientRect()
  const below = innerHeight - anchor.bottom - 2 * GAP_PX
  const above = anchor.top - 2 * GAP_PX
  const isBelow = below >= Math.min(element.scrollHeight, 320) || below >= above
  const left = Math.min(anchor.left, innerWidth - element.offsetWidth - GAP_PX)
  Object.assign(element.style, {
    left: `${Math.max(GAP_PX, left)}px`,
    top: isBelow ? `${anchor.bottom + GAP_PX}px` : 'auto',
    bottom: isBelow ? 'auto' : `${innerHeight - anchor.top + GAP_PX}px`,
    maxHeight: `${isBelow ? below : above}px`,
  })
}
