import { bcp47, isLanguage, LANGUAGE_NAMES } from '#contract/languages'
import type { ResultsSummary } from '#contract/results/summary'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import shared from '../../ui/shared.module.css'
import { IsolatedText } from '../../ui/text/isolated-text.tsx'
import styles from './results-chart.module.css'
import { resultsPanelTexts } from './results-panel-texts.ts'

export type Group = Pick<ResultsSummary, 'total' | 'bubbles' | 'bubble_unknown' | 'no_click'>

/** A part of every bar: the clicks on one bubble, or no click. */
type Series = {
  key: string
  name: string
  /** Whether the name is the bubble’s own text. */
  isText: boolean
  count: (group: Group) => number
}

/** Returns the parts of the bars in their order; bubbles that no push had are left out. */
export function useSeries({ by_bubble, bubbles, bubble_unknown }: ResultsSummary): Series[] {
  const t = useTexts(resultsPanelTexts)
  const series: Series[] = bubbles.flatMap((count, at) => {
    const known = by_bubble.find(({ bubble }) => bubble === at)
    if (!known && count === 0) return []
    const { text = null } = known ?? {}
    const part = { key: `bubble${at}`, name: text ?? t.bubble(at + 1), isText: text !== null }
    return [{ ...part, count: (group: Group) => group.bubbles[at] ?? 0 }]
  })
  if (bubble_unknown > 0) {
    series.push({
      key: 'unknown',
      name: t.bubbleUnknown,
      isText: false,
      count: (group) => group.bubble_unknown,
    })
  }
  return [
    ...series,
    { key: 'none', name: t.noClick, isText: false, count: (group) => group.no_click },
  ]
}

/** Returns functions that write a number, and its share of a total. */
export function useNumbers() {
  const { locale } = useLocale()
  const percent = new Intl.NumberFormat(locale, { style: 'percent' })
  return {
    number: (count: number) => count.toLocaleString(locale),
    share: (count: number, total: number) => percent.format(total === 0 ? 0 : count / total),
  }
}

/** A stacked bar for each language, with a legend. */
export function ResultsChart({ summary }: { summary: ResultsSummary }) {
  const t = useTexts(resultsPanelTexts)
  const { number, share } = useNumbers()
  const series = useSeries(summary)
  return (
    <figure className={shared.stack2} aria-label={t.chart}>
      <ul className={shared.stack1}>
        {summary.by_language.map((group) => (
          <li key={group.language ?? ''} className={styles.line}>
            <LanguageName language={group.language} />
            <Bar group={group} series={series} />
            <span className={styles.total} aria-hidden="true">
              {number(group.total)}
            </span>
          </li>
        ))}
      </ul>
      <figcaption>
        <ul className={styles.legend}>
          {series.map(({ key, name, count }) => (
            <li key={key} className={styles.entry}>
              <svg className={styles.key} data-series={key} viewBox="0 0 1 1" aria-hidden="true">
                <rect width="1" height="1" />
              </svg>
              <span className={styles.entryName}>
                <IsolatedText text={name} oneLine />
              </span>
              <strong>{number(count(summary))}</strong>
              <span className={shared.quiet}>{share(count(summary), summary.total)}</span>
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  )
}

/** The name of a language in itself, or that it cannot be told. */
export function LanguageName({ language }: { language: string | null }) {
  const t = useTexts(resultsPanelTexts)
  if (!isLanguage(language)) {
    return <span className={shared.ellipsis}>{language ?? t.cannotTell}</span>
  }
  return (
    <span className={shared.ellipsis} lang={bcp47(language)}>
      {LANGUAGE_NAMES[language].native}
    </span>
  )
}

/** Whether a part of a bar is wide enough for its number, on a phone too. */
function hasRoom(part: number, label: string): boolean {
  return part > 0.03 + 0.04 * label.length
}

function Bar({ group, series }: { group: Group; series: readonly Series[] }) {
  const t = useTexts(resultsPanelTexts)
  const { number, share } = useNumbers()
  const describe = ({ name, count }: Series) =>
    t.part(name, number(count(group)), share(count(group), group.total))
  const shown = series.filter(({ count }) => count(group) > 0)
  let end = 0
  return (
    <svg
      className={styles.bar}
      role="img"
      aria-label={t.bar(shown.map(describe), number(group.total))}
    >
      {shown.map((one) => {
        const part = one.count(group) / group.total
        const start = end
        end += part
        return (
          <g key={one.key} data-series={one.key}>
            <rect x={`${start * 100}%`} width={`${part * 100}%`} height="100%">
              <title>{describe(one)}</title>
            </rect>
            {!hasRoom(part, number(one.count(group))) ? null : (
              <text x={`${(start + part / 2) * 100}%`} y="50%">
                {number(one.count(group))}
              </text>
            )}
          </g>
        )
      })}
    </svg>
  )
}
