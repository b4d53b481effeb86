import type { ShortcutGroup } from '../../ui/keyboard.ts'

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
