import { Check, ChevronDown } from 'lucide-react'
import { type KeyboardEvent, useId, useRef } from 'react'
import { useTexts } from '../../i18n/texts.ts'
import { placeBeside } from '../../ui/interaction.ts'
import { IS_MAC } from '../../ui/keyboard.ts'
import { SEND_KEYS } from './send-keys.ts'
import styles from './send-panel.module.css'
import { sendTexts } from './texts.ts'
import type { Sender } from './use-sender.ts'

/** The button *More ways to send* and its menu, in which the palette finds its commands. */
export function SendMenu({ sender }: { sender: Sender }) {
  const t = useTexts(sendTexts)
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  const { sending, skipValidation } = sender
  const item = (kind: 'message' | 'new_message' | 'myself') => ({
    type: 'button' as const,
    role: 'menuitem',
    tabIndex: -1,
    'aria-disabled': sending,
    onClick: () => {
      // First, so that a dialog gives the focus back to the button.
      menu.current?.hidePopover()
      sender.press(kind)
    },
  })
  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles.more}
        aria-label={t.more}
        title={t.more}
        aria-haspopup="menu"
        popoverTarget={id}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
          event.preventDefault()
          menu.current?.showPopover()
          focusItem(menu.current, event.key === 'ArrowDown' ? 0 : -1)
        }}
      >
        <ChevronDown size={16} aria-hidden="true" />
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        tabIndex={-1}
        aria-label={t.more}
        className={styles.menu}
        onBeforeToggle={({ newState }) => {
          if (newState === 'open') placeBeside(menu.current, button.current)
        }}
        onToggle={({ newState }) => {
          if (newState === 'open' && !menu.current?.contains(document.activeElement)) {
            focusItem(menu.current, 0)
          }
        }}
        onKeyDown={(event) => onMenuKey(event, menu.current)}
      >
        <button {...item('message')}>{t.toMessage}</button>
        <button
          {...item('new_message')}
          aria-keyshortcuts={SEND_KEYS.sendToNewMessage}
          data-command="send-new-message"
        >
          {t.toNewMessage}
          <span className={styles.keys} aria-hidden="true">
            {IS_MAC ? '⌘⇧↵' : 'Ctrl ⇧ ↵'}
          </span>
        </button>
        <button {...item('myself')} data-command="send-to-myself">
          {t.toMyself}
        </button>
        <hr />
        <button
          type="button"
          role="menuitemcheckbox"
          tabIndex={-1}
          aria-checked={skipValidation}
          title={t.skipValidationWhy}
          data-command="skip-validation"
          onClick={() => sender.setSkipValidation(!skipValidation)}
        >
          {t.skipValidation}
          {skipValidation ? <Check size={16} aria-hidden="true" /> : null}
        </button>
      </div>
    </>
  )
}

function itemsOf(menu: HTMLElement | null): HTMLElement[] {
  return [...(menu?.querySelectorAll('button') ?? [])]
}

function focusItem(menu: HTMLElement | null, index: number): void {
  itemsOf(menu).at(index)?.focus()
}

function onMenuKey(event: KeyboardEvent, menu: HTMLElement | null): void {
  const items = itemsOf(menu)
  const now = items.findIndex((one) => one.matches(':focus'))
  const next = {
    ArrowDown: (now + 1) % items.length,
    ArrowUp: now <= 0 ? -1 : now - 1,
    Home: 0,
    End: -1,
  }[event.key]
  if (next !== undefined) {
    event.preventDefault()
    focusItem(menu, next)
  } else if (event.key === 'Tab') {
    menu?.hidePopover()
  }
}
