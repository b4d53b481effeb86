import { Download } from 'lucide-react'
import { Link } from 'wouter'
import { RESULT_KINDS, RESULT_REASONS, type ResultKind } from '#contract/results/result-kinds'
import type { ResultsSummary } from '#contract/results/summary'
import { type ResultsSelection, resultsCsvHref, useResults } from '../../api-client/results.ts'
import { may } from '../../api-client/rights.ts'
import { formatSpan } from '../../i18n/format-span.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Panel } from '../../ui/panel.tsx'
import shared from '../../ui/shared.module.css'
import { RequestFailure } from '../exchange-view/request-failure.tsx'
import { ResultsChart, useNumbers, useSeries } from './results-chart.tsx'
import styles from './results-panel.module.css'
import { resultsPanelTexts } from './results-panel-texts.ts'
import { ResultsTables } from './results-tables.tsx'
import { resultTexts } from './texts.ts'

type Props = {
  selection: ResultsSelection
  /** What of the page’s filter is not counted by. */
  note?: string | null
  /** Returns the address that lists the requests of a kind; without it the kinds are no links. */
  hrefOf?: (kind: ResultKind) => string
}

/** The results of all pushes of a selection: a sentence, a chart and sums. */
export function ResultsPanel({ selection, note = null, hrefOf }: Props) {
  const t = useTexts(resultsPanelTexts)
  const { data, error } = useResults(selection)
  return (
    <Panel
      title={t.title}
      tools={
        may.anywhere('admin') ? (
          <a className={styles.file} href={resultsCsvHref(selection)} download>
            <Download size={16} aria-hidden="true" />
            <span className="visually-hidden">{t.csvLabel}</span>
            <span aria-hidden="true">{t.csv}</span>
          </a>
        ) : null
      }
    >
      <div className={styles.body}>
        {note === null ? null : <p className={styles.note}>{note}</p>}
        {data ? (
          data.total === 0 ? (
            <p className={styles.note}>{t.none}</p>
          ) : (
            <Summary summary={data} {...(hrefOf && { hrefOf })} />
          )
        ) : error ? (
          <RequestFailure error={error} />
        ) : (
          <p role="status" className={styles.note}>
            {t.loading}
          </p>
        )}
      </div>
    </Panel>
  )
}

type SummaryProps = { summary: ResultsSummary; hrefOf?: (kind: ResultKind) => string }

function Summary({ summary, hrefOf }: SummaryProps) {
  const t = useTexts(resultsPanelTexts)
  const { kinds, reasons } = useTexts(resultTexts)
  const { number, share } = useNumbers()
  const { total, counts, unknown_by } = summary
  const shown = KINDS_SHOWN.filter((kind) => kind === 'clicked' || counts[kind] > 0)
  return (
    <>
      <Headline summary={summary} />
      {counts.clicked > 0 ? <ResultsChart summary={summary} /> : null}
      <table className={styles.kinds}>
        <tbody>
          {shown.map((kind) => (
            <tr key={kind} data-kind={kind}>
              <th scope="row">
                {hrefOf ? <Link href={hrefOf(kind)}>{kinds[kind]}</Link> : kinds[kind]}
              </th>
              <td>{number(counts[kind])}</td>
              <td className={shared.quiet}>{share(counts[kind], total)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t.total}</th>
            <td>{number(total)}</td>
            <td />
          </tr>
        </tfoot>
      </table>
      {counts.clicked > 0 ? <ResultsTables summary={summary} /> : null}
      {counts.clicked > 0 ? <p className={styles.note}>{t.typed}</p> : null}
      {RESULT_REASONS.map((why) =>
        unknown_by[why] ? (
          <p key={why} className={styles.note}>
            {t.notKnown(number(unknown_by[why]), reasons[why])}
          </p>
        ) : null,
      )}
    </>
  )
}
/** What is known first, what is not known last. */
const KINDS_SHOWN = RESULT_KINDS.toSorted(
  (a, b) => Number(a === 'waiting') - Number(b === 'waiting'),
)

/** `64% clicked a bubble, most often “Very good”, after 14 s (median).` */
function Headline({ summary }: { summary: ResultsSummary }) {
  const t = useTexts(resultsPanelTexts)
  const { quoted } = useTexts(resultTexts)
  const { locale } = useLocale()
  const { share } = useNumbers()
  const { counts, total, median_after_ms } = summary
  const [most] = useSeries(summary)
    .filter(({ key, count }) => key.startsWith('bubble') && count(summary) > 0)
    .toSorted((a, b) => b.count(summary) - a.count(summary))
  return (
    <p className={styles.headline}>
      <strong>{t.clickedShare(share(counts.clicked, total))}</strong>
      {most ? <bdi>{t.mostOften(most.isText ? quoted(most.name) : most.name)}</bdi> : null}
      {median_after_ms === null ? null : t.median(formatSpan(median_after_ms / 1000, locale))}
      {t.stop}
    </p>
  )
}
