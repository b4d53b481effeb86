import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Exchange } from '#contract/exchange'
import type { Locale } from '#contract/locale'
import { ExchangeFigures } from '../exchange-view/exchange-figures.tsx'
import { ExchangeView } from '../exchange-view/exchange-view.tsx'
import { explain } from '../exchange-view/explain.ts'
import { formatDuration, localeTag } from '../i18n/format.ts'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { Button } from '../ui/button/button.tsx'
import { ProgressBar } from '../ui/progress.tsx'
import { RESPONSE_HEADLINE_ID, type StartedCall } from './call-state.ts'
import { headlineText } from './headline-text.ts'
import { RefusalView } from './refusal-view.tsx'
import styles from './response-body.module.css'
import { texts } from './texts.ts'
import { UnknownView } from './unknown-view.tsx'

/** The elapsed time is shown for longer waits only. */
const SHOWN_FROM_MS = 2000

/** The seconds since a `performance.now()`; hidden from screen readers, which would read every second. */
function Elapsed({ since }: { since: number }) {
  const t = useTexts(texts)
  const { locale } = useLocale()
  const [now, setNow] = useState(() => performance.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 250)
    return () => clearInterval(timer)
  }, [])
  const elapsed = now - since
  if (elapsed < SHOWN_FROM_MS) return null
  const wholeSeconds = Math.floor(elapsed / 1000) * 1000
  const time = formatDuration(wholeSeconds, localeTag(locale, navigator.languages))
  return (
    <span className={styles.clock} aria-hidden="true">
      {t.elapsed(time)}
    </span>
  )
}

type SendingViewProps = { startedAt: number; onCancel: () => void }

/** The progress of a call, with a button to stop waiting and what that means. */
export function SendingView({ startedAt, onCancel }: SendingViewProps) {
  const t = useTexts(texts)
  const stop = useRef<HTMLButtonElement>(null)
  // When the response removes the focused button, the focus moves to the headline.
  useLayoutEffect(() => {
    const button = stop.current
    return () => {
      if (document.activeElement === button) document.getElementById(RESPONSE_HEADLINE_ID)?.focus()
    }
  }, [])
  return (
    <div className={styles.wait}>
      <ProgressBar label={t.waiting} />
      <div className={styles.row}>
        <Button ref={stop} onClick={onCancel}>
          {t.stop}
        </Button>
        <Elapsed since={startedAt} />
      </div>
      <p className={styles.note}>{t.stopNote}</p>
    </div>
  )
}

type Props = {
  call: StartedCall
  onCancel: () => void
  /** Called with the exchange of a lost call, once it is found in the ledger. */
  onFound: (exchange: Exchange) => void
}

/** The content of the response pane for each state of the call, which is also announced. */
export function ResponseBody({ call, onCancel, onFound }: Props) {
  useAnnounceCall(call)
  switch (call.status) {
    case 'sending':
      return <SendingView startedAt={call.startedAt} onCancel={onCancel} />
    case 'exchange':
      return <ExchangeView key={call.exchange.id} exchange={call.exchange} />
    case 'refused':
      return <RefusalView httpStatus={call.httpStatus} refusal={call.refusal} />
    case 'cancelled':
    case 'lost':
      return <UnknownView call={call} onFound={onFound} />
  }
}

/** The figures beside the status of an exchange. */
export function ResponseFigures({ exchange }: { exchange: Exchange }) {
  return <ExchangeFigures exchange={exchange} />
}

/** Announces each call once, and a running exchange again when it ends; not after a change of language. */
export function useAnnounceCall(call: StartedCall) {
  const { locale } = useLocale()
  const announce = useAnnounce()
  const announced = useRef<unknown>(null)
  useEffect(() => {
    const mark = markOf(call)
    if (announced.current === mark) return
    announced.current = mark
    announce(announcement(call, locale))
  }, [call, announce, locale])
}

function markOf(call: StartedCall): unknown {
  if (call.status !== 'exchange') return call
  const { id, state } = call.exchange
  return `${id} ${state}`
}

/** The text for screen readers: headline, code, what happened. */
export function announcement(call: StartedCall, locale: Locale): string {
  const headline = headlineText(call, locale)
  const stop = locale === 'zh' ? '。' : '. '
  if (call.status === 'refused') return [headline, call.refusal.message].join(stop)
  if (call.status !== 'exchange') return headline
  const { code } = call.exchange
  const [happened = ''] = explain(call.exchange, locale).happened
  const spoken = code === null ? [headline] : [headline, texts[locale].code(code)]
  return [...spoken, happened].join(stop)
}
