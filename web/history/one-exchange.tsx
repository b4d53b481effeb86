import { FileDown, PenLine } from 'lucide-react'
import { Link } from 'wouter'
import type { Exchange } from '#contract/exchange'
import { ExchangeFigures } from '../exchange-view/exchange-figures.tsx'
import { ExchangeView } from '../exchange-view/exchange-view.tsx'
import { Frame } from '../exchange-view/frame.tsx'
import { Strip } from '../exchange-view/strip.tsx'
import { verdictOf } from '../exchange-view/verdict.ts'
import { VERDICT_LOOKS } from '../exchange-view/verdict-looks.ts'
import { verdictText } from '../exchange-view/verdict-text.ts'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { receiptHref } from '../queries/history.ts'
import { ExportButton } from '../snippets/export-button.tsx'
import { Pane } from '../ui/pane.tsx'
import toolStyles from './list-tools.module.css'
import { texts } from './texts.ts'
import { Timeline } from './timeline.tsx'
import { WhatWasSent } from './what-was-sent.tsx'

/** A send from the ledger: how it ended, what was sent, both sides of the wire, and what came later. */
export function OneExchange({ exchange }: { exchange: Exchange }) {
  const t = useTexts(texts)
  const { locale } = useLocale()
  const { id, profile, endpoint } = exchange
  return (
    <Pane
      title={t.sendTitle}
      actions={
        <div className={toolStyles.tools}>
          {endpoint === 'push_follow_up' ? <ExportButton exchange={exchange} /> : null}
          {endpoint === 'push_follow_up' ? (
            <Link
              className={toolStyles.link}
              href={`/?${new URLSearchParams({ profile, replay: id })}`}
            >
              <PenLine size={16} aria-hidden="true" />
              {t.replay}
            </Link>
          ) : null}
          <a className={toolStyles.link} href={receiptHref(id)} download>
            <FileDown size={16} aria-hidden="true" />
            {t.receipt}
          </a>
        </div>
      }
    >
      <Frame>
        <Strip look={VERDICT_LOOKS[verdictOf(exchange)]} title={verdictText(exchange, locale)}>
          <ExchangeFigures exchange={exchange} />
        </Strip>
        <WhatWasSent exchange={exchange} />
        <Timeline exchange={exchange} />
        <ExchangeView exchange={exchange} />
      </Frame>
    </Pane>
  )
}
