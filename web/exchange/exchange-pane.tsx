import { type ComponentProps, Suspense, useMemo } from 'react'
import { useExchange } from '../api-client/exchanges.ts'
import { Frame } from '../exchange-view/frame.tsx'
import { useTexts } from '../i18n/texts.ts'
import { useFirstTouch } from '../ui/interaction.ts'
import { Pane } from '../ui/layout.tsx'
import { lazyComponent } from '../ui/lazy-component.tsx'
import type { CallState } from './call-state.ts'
import { Headline } from './headline.tsx'
import { idleTexts } from './idle-texts.ts'

// Loaded at the first interaction with the page, because it is needed at once after a send.
const loadBody = () => import('./response-body.tsx')
const ResponseBody = lazyComponent(loadBody, 'ResponseBody')
const ResponseFigures = lazyComponent(loadBody, 'ResponseFigures')
const ExportButton = lazyComponent(
  () => import('../features/snippets/export-button.tsx'),
  'ExportButton',
)

type Props = Omit<ComponentProps<typeof ResponseBody>, 'call'> & { call: CallState }

/** The response pane: the raw response beside its meaning, or why there is none. */
export function ExchangePane({ call, ...events }: Props) {
  const t = useTexts(idleTexts)
  const now = useLatestCall(call)
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
        <Headline call={now}>
          {now.status === 'exchange' ? (
            <Suspense>
              <ResponseFigures exchange={now.exchange} />
            </Suspense>
          ) : null}
        </Headline>
        {now.status === 'idle' ? null : (
          <Suspense>
            <ResponseBody call={now} {...events} />
          </Suspense>
        )}
      </Frame>
    </Pane>
  )
}

/** Follows the exchange in the ledger, where it can end, be recorded late, or be resolved. */
function useLatestCall(call: CallState): CallState {
  const known = call.status === 'exchange' ? call.exchange : undefined
  const { data } = useExchange(known?.id ?? null, known)
  return useMemo(
    () => (known && data ? { status: 'exchange', exchange: data } : call),
    [known, data, call],
  )
}
