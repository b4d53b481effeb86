import { cutSecrets } from '#contract/texts/secrets'
import callout from '../callout/callout.module.css'
import tones from '../callout/tone.module.css'
import styles from './paste-notice.module.css'

const TEXTS = {
  en: {
    removed: 'A token or other credential was removed. It was on your clipboard: rotate it.',
    close: 'Close',
  },
  zh: { removed: '已移除 token 或其他凭证。它曾在剪贴板中，请更换。', close: '关闭' },
}

const SHOWN_MS = 20_000

/** Pastes a text into a field without its secrets, and shows a notice if it had any. */
export function pasteWithoutSecrets(field: Element, text: string): void {
  const cut = cutSecrets(text)
  if (cut !== text) showNotice()
  // Of a token alone, nothing is left.
  if (/^\W*\(redacted\)\W*$/.test(cut)) return
  if (field instanceof HTMLElement) field.focus()
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/plain', cut)
  const event = new ClipboardEvent('paste', {
    clipboardData,
    bubbles: true,
    cancelable: true,
    composed: true,
  })
  // Firefox does not take the data of the constructor.
  if (event.clipboardData?.getData('text/plain') !== cut) {
    event.clipboardData?.setData('text/plain', cut)
  }
  // Typed by the browser unless the field takes the event, so that it can be undone.
  if (field.dispatchEvent(event)) document.execCommand('insertText', false, cut)
}

function showNotice(): void {
  const t = document.documentElement.lang.startsWith('zh') ? TEXTS.zh : TEXTS.en
  document.getElementById('paste-notice')?.remove()
  const notice = document.createElement('div')
  notice.id = 'paste-notice'
  notice.role = 'alert'
  notice.popover = 'manual'
  notice.className = `${callout.callout} ${tones.warn} ${styles.notice}`
  const words = document.createElement('p')
  words.textContent = t.removed
  const close = document.createElement('button')
  close.type = 'button'
  close.textContent = t.close
  close.className = styles.close ?? ''
  close.addEventListener('click', () => notice.remove())
  notice.append(words, close)
  // What is outside of an open dialog can be neither pressed nor heard.
  const dialogs = document.querySelectorAll('dialog:modal')
  const parent = [...dialogs].at(-1) ?? document.body
  parent.append(notice)
  notice.showPopover()
  setTimeout(() => notice.remove(), SHOWN_MS)
}
