import { useEffect, useRef } from 'react'
import type { ShortcutGroup } from '../../ui/keyboard.ts'
import type { Sender } from './use-sender.ts'

/** As in `aria-keyshortcuts`. */
export const SEND_KEYS = {
  send: 'Control+Enter Meta+Enter',
  sendToNewMessage: 'Control+Shift+Enter Meta+Shift+Enter',
}

export const SEND_SHORTCUTS: ShortcutGroup = {
  name: { en: 'Sending', zh: '发送' },
  shortcuts: [
    { keys: [SEND_KEYS.send], does: { en: 'Send', zh: '发送' } },
    {
      keys: [SEND_KEYS.sendToNewMessage],
      does: { en: 'Send to a new message', zh: '发送到新消息' },
    },
  ],
}

/** Ctrl/⌘+Enter sends and Ctrl/⌘+Shift+Enter sends to a new message, from anywhere on the page but a dialog. */
export function useSendKeys(sender: Sender): void {
  const latest = useRef(sender)
  useEffect(() => {
    latest.current = sender
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.altKey) return
      // Some browsers report the key of an input method only by its code, 229.
      if (event.isComposing || event.keyCode === 229) return
      if (document.querySelector('dialog[open]')) return
      event.preventDefault()
      // A held key sends once.
      if (event.repeat) return
      const { press, sendKind } = latest.current
      press(event.shiftKey ? 'new_message' : sendKind)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}
