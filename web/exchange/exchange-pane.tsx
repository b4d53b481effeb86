import { type ComponentProps, lazy, Suspense, useMemo } from 'react'
import { Frame } from '../exchange-view/frame.tsx'
import { useTexts } from '../i18n/texts.ts'
import { useExchange } from '../queries/exchanges.ts'
import { Pane } from '../ui/pane.tsx'
import { useFirstTouch } from '../ui/use-first-touch.ts'
import type { Answer } from './answer.ts'
import { Headline } from './headline.tsx'
import { idleTexts } from './idle-texts.ts'

// Needed when something is sent, and then at once: it is loaded when the page is first touched.
const loadBody = () => import('./answer-body.tsx')
const AnswerBody = lazy(async () => ({ default: (await loadBody()).AnswerBody }))
const AnswerFigures = lazy(async () => ({ default: (await loadBody()).AnswerFigures }))
const ExportButton = lazy(async () => ({
  default: (await import('../snippets/export-button.tsx')).ExportButton,
}))

type Props = Omit<ComponentProps<typeof AnswerBody>, 'answer'> & { answer: Answer }

/** What came of the call: the raw answer beside its meaning, or honestly why there is none. */
export function ExchangePane({ answer, ...events }: Props) {
  const t = useTexts(idleTexts)
  const now = useAnswerNow(answer)
  useFirstTouch(loadBody)
  return (
    <Pane
      title={t.title}
      actions={
        now.status === 'exchange' && now.exchange.endpoint === 'push_follow_up' ? (
          <Suspense>
            <ExportButton exchange={now.exchange} />
          </Suspense>
        ) : null
      }
    >
      <Frame>
        <Headline answer={now}>
          {now.status === 'exchange' ? (
            <Suspense>
              <AnswerFigures exchange={now.exchange} />
            </Suspense>
          ) : null}
        </Headline>
        {now.status === 'idle' ? null : (
          <Suspense>
            <AnswerBody answer={now} {...events} />
          </Suspense>
        )}
      </Frame>
    </Pane>
  )
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
