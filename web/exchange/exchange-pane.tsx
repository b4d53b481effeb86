import { useEffect, useMemo, useRef } from 'react'
import type { Exchange } from '#contract/exchange'
import { ExchangeView } from '../exchange-view/exchange-view.tsx'
import { Frame } from '../exchange-view/frame.tsx'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { useExchange } from '../queries/exchanges.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { Pane } from '../ui/pane.tsx'
import { announcement } from './announcement.ts'
import type { Answer } from './answer.ts'
import { Headline } from './headline.tsx'
import { RefusalView } from './refusal-view.tsx'
import { SendingView } from './sending-view.tsx'
import { texts } from './texts.ts'
import { UnknownView } from './unknown-view.tsx'

type Props = {
  answer: Answer
  onCancel: () => void
  /** Called with what the ledger knows of a call whose answer was lost. */
  onFound: (exchange: Exchange) => void
}

/** What came of the call: the raw answer beside its meaning, or honestly why there is none. */
export function ExchangePane({ answer, onCancel, onFound }: Props) {
  const t = useTexts(texts)
  const now = useAnswerNow(answer)
  useAnnounced(now)
  return (
    <Pane title={t.title}>
      <Frame>
        <Headline answer={now} />
        <Body answer={now} onCancel={onCancel} onFound={onFound} />
      </Frame>
    </Pane>
  )
}

function Body({ answer, onCancel, onFound }: Props) {
  switch (answer.status) {
    case 'idle':
      return null
    case 'sending':
      return <SendingView startedAt={answer.startedAt} onCancel={onCancel} />
    case 'exchange':
      return <ExchangeView key={answer.exchange.id} exchange={answer.exchange} />
    case 'refused':
      return <RefusalView httpStatus={answer.httpStatus} refusal={answer.refusal} />
    case 'cancelled':
    case 'lost':
      return <UnknownView answer={answer} onFound={onFound} />
  }
}

/** An exchange goes on in the ledger: it ends, is recorded late, or is resolved. */
function useAnswerNow(answer: Answer): Answer {
  const known = answer.status === 'exchange' ? answer.exchange : undefined
  const { data } = useExchange(known?.id ?? null, known)
  return useMemo(
    () => (known && data ? { status: 'exchange', exchange: data } : answer),
    [known, data, answer],
  )
}

/** Says each new answer once, and a running exchange again when it ends; a change of language says nothing. */
function useAnnounced(answer: Answer) {
  const { locale } = useLocale()
  const announce = useAnnounce()
  const said = useRef(markOf(answer))
  useEffect(() => {
    const mark = markOf(answer)
    if (said.current === mark) return
    said.current = mark
    announce(announcement(answer, locale))
  }, [answer, announce, locale])
}

function markOf(answer: Answer): unknown {
  if (answer.status !== 'exchange') return answer
  const { id, state } = answer.exchange
  return `${id} ${state}`
}
