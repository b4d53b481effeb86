import type { Exchange } from '#contract/exchange'
import { ExchangeFigures } from '../exchange-view/exchange-figures.tsx'
import { ExchangeView } from '../exchange-view/exchange-view.tsx'
import type { Asked } from './answer.ts'
import { RefusalView } from './refusal-view.tsx'
import { SendingView } from './sending-view.tsx'
import { UnknownView } from './unknown-view.tsx'
import { useAnnounced } from './use-announced.ts'

type Props = {
  answer: Asked
  onCancel: () => void
  /** Called with what the ledger knows of a call whose answer was lost. */
  onFound: (exchange: Exchange) => void
}

/** What stands under the headline, whatever came of the call; it is also said aloud. */
export function AnswerBody({ answer, onCancel, onFound }: Props) {
  useAnnounced(answer)
  switch (answer.status) {
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

/** What stands in the headline of an exchange, beside its verdict. */
export function AnswerFigures({ exchange }: { exchange: Exchange }) {
  return <ExchangeFigures exchange={exchange} />
}
