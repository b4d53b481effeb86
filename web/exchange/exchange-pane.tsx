import { useEffect, useRef } from 'react'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { Pane } from '../ui/pane.tsx'
import { announcement } from './announcement.ts'
import type { Answer } from './answer.ts'
import styles from './exchange-pane.module.css'
import { ExchangeView } from './exchange-view.tsx'
import { Headline } from './headline.tsx'
import { RefusalView } from './refusal-view.tsx'
import { SendingView } from './sending-view.tsx'
import { texts } from './texts.ts'
import { UnknownView } from './unknown-view.tsx'

type Props = { answer: Answer; onCancel: () => void }

/** What came of the call: the raw answer beside its meaning, or honestly why there is none. */
export function ExchangePane({ answer, onCancel }: Props) {
  const t = useTexts(texts)
  useAnnounced(answer)
  return (
    <Pane title={t.title}>
      <div className={styles.frame}>
        {/* Always the same element, so that a focus on it outlives what it says. */}
        <Headline answer={answer}>{answer.status === 'idle' ? t.idle : null}</Headline>
        <Body answer={answer} onCancel={onCancel} />
      </div>
    </Pane>
  )
}

function Body({ answer, onCancel }: Props) {
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
      return <UnknownView answer={answer} />
  }
}

/** Says each new answer once; a change of language says nothing. */
function useAnnounced(answer: Answer) {
  const { locale } = useLocale()
  const announce = useAnnounce()
  const said = useRef(answer)
  useEffect(() => {
    if (said.current === answer) return
    said.current = answer
    announce(announcement(answer, locale))
  }, [answer, announce, locale])
}
