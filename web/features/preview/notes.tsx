import { Undo2 } from 'lucide-react'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { Link } from 'wouter'
import type { Exchange } from '#contract/exchange'
import { LANGUAGE_NAMES, type Language } from '#contract/languages'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { Badge, Callout } from '../../ui/callout/callout.tsx'
import { ExactText } from '../../ui/text/exact-text.tsx'
import { ChatLine } from '../chat/chat.tsx'
import { describeResult, resultOf } from '../results/describe-result.ts'
import styles from './preview-pane.module.css'
import type { UserText } from './text-for.ts'
import { previewTexts } from './texts.ts'

type NoteProps = { texts: readonly UserText[]; language: Language | null }

/** Names the bubbles whose text depends on undocumented behaviour. */
export function UndocumentedNote({ texts, language }: NoteProps) {
  const t = useTexts(previewTexts)
  const { locale } = useLocale()
  const name = language === null ? '' : LANGUAGE_NAMES[language][locale]
  const numbers = (matches: (text: UserText) => boolean) =>
    texts.flatMap((text, index) => (matches(text) ? [String(index + 1)] : []))
  const fallback = numbers((text) => text.source === 'default')
  const repeated = numbers((text) => text.repeated)
  const list = new Intl.ListFormat(locale)
  return (
    <p className={`${styles.notes} ${styles.note}`}>
      <Undocumented />{' '}
      {language === null
        ? t.byDefault
        : fallback.length > 0
          ? t.fallback(list.format(fallback), fallback.length === 1, name)
          : null}{' '}
      {repeated.length > 0 ? t.repeated(list.format(repeated), repeated.length === 1, name) : null}
    </p>
  )
}

/** Marks behaviour that the preview assumes. */
function Undocumented() {
  const t = useTexts(previewTexts)
  return (
    <span title={t.undocumentedWhy}>
      <Badge tone="unsure">{t.undocumented}</Badge>
    </span>
  )
}

export type SentNoteProps = {
  /** Milliseconds since 1970. */
  at: number
  href: string | null
  /** The push of these bubbles; missing if others are composed by now. */
  push: Exchange | undefined
}

/** When the bubbles were sent and what became of them, with a link to their chat. */
export function SentNote({ at, href, push }: SentNoteProps) {
  const t = useTexts(previewTexts)
  const { locale, tag } = useLocale()
  const known = resultOf(push)
  const result = known && describeResult(known, locale)
  const [stop, space] = locale === 'zh' ? ['。', ''] : ['.', ' ']
  const time = new Intl.DateTimeFormat(tag, {
    timeStyle: 'medium',
  }).format(at)
  return (
    <p className={`${styles.notes} ${styles.note}`}>
      {[t.sentAt(time), ...(result ? [`${result.short}${stop}`] : [])].join(space)}{' '}
      {href === null ? null : <Link href={href}>{t.seeChat}</Link>}
    </p>
  )
}

const DURATION_MS = 180

/** Animates an element from the position of another one, unless the user prefers reduced motion. */
function glide(element: Element, from: DOMRect): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
  const to = element.getBoundingClientRect()
  const start = `${from.left - to.left}px ${from.top - to.top}px`
  element.animate(
    [
      { translate: start, opacity: 0.4 },
      { translate: '0 0', opacity: 1 },
    ],
    { duration: DURATION_MS, easing: 'ease-out' },
  )
}

type MessageProps = { text: string; lang: string | undefined; from: DOMRect }

/** The clicked bubble as the user's message, animated from the position of the bubble. */
export function PressedMessage({ text, lang, from }: MessageProps) {
  const t = useTexts(previewTexts)
  const message = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (message.current) glide(message.current, from)
  }, [from])
  return <ChatLine ref={message} who="user" speaker={t.user} text={text} lang={lang} />
}

/**
 * The event that the bot receives for a clicked bubble, with a button to go back.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/events/receive
 */
export function PressedNote({ text, onBack }: { text: string; onBack: () => void }) {
  const t = useTexts(previewTexts)
  const back = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    // The focused bubble was removed.
    back.current?.focus({ preventScroll: true })
    back.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <Callout tone="info" title={t.pressed}>
      <div>
        <Button ref={back} icon={<Undo2 size={16} aria-hidden="true" />} onClick={onBack}>
          {t.back}
        </Button>
      </div>
      <p>{t.received}</p>
      <div className={styles.event}>
        <code>im.message.receive_v1</code>
        <code>
          <ExactText>{JSON.stringify({ text })}</ExactText>
        </code>
      </div>
      <p>
        <Undocumented /> {t.eventAssumed}
      </p>
    </Callout>
  )
}
