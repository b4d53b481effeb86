import type { ReactNode } from 'react'
import type { ResultsSummary } from '#contract/results/summary'
import { useLists } from '../../api-client/lists.ts'
import { useTemplateNames } from '../../api-client/templates.ts'
import { formatSpan } from '../../i18n/format-span.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import shared from '../../ui/shared.module.css'
import { type Group, LanguageName, useNumbers, useSeries } from './results-chart.tsx'
import styles from './results-panel.module.css'
import { resultsPanelTexts } from './results-panel-texts.ts'

/** The clicks by language, client version, time, template and list, in tables. */
export function ResultsTables({ summary }: { summary: ResultsSummary }) {
  const t = useTexts(resultsPanelTexts)
  const { by_language, by_client, by_time, by_template, by_list } = summary
  const templates = useTemplateNames()
  const { data: lists = [] } = useLists()
  const span = useTimeSpan()
  return (
    <Disclosure summary={t.tables}>
      <GroupTable
        summary={summary}
        head={t.byLanguage}
        rows={by_language.map((group) => ({
          ...group,
          key: group.language ?? '',
          name: <LanguageName language={group.language} />,
        }))}
      />
      <GroupTable
        summary={summary}
        head={t.byClient}
        rows={by_client.map((group) => ({
          ...group,
          key: group.client ?? '',
          name: group.client ?? t.cannotTell,
        }))}
      />
      <GroupTable
        summary={summary}
        head={t.byTime}
        rows={by_time
          .filter(({ count }) => count > 0)
          .map(({ from_ms, to_ms, bubbles, count }) => ({
            key: String(from_ms),
            name: span(from_ms, to_ms),
            bubbles,
            bubble_unknown: count - bubbles[0] - bubbles[1] - bubbles[2],
            no_click: 0,
            total: count,
          }))}
      />
      {by_template.length < 2 ? null : (
        <GroupTable
          summary={summary}
          head={t.byTemplate}
          rows={by_template.map(({ template, ...group }) => ({
            ...group,
            key: template ?? '',
            name: template === null ? t.noTemplate : (templates.get(template) ?? t.deleted),
          }))}
        />
      )}
      {by_list.length < 2 ? null : (
        <GroupTable
          summary={summary}
          head={t.byList}
          rows={by_list.map(({ list, ...group }) => ({
            ...group,
            key: list ?? '',
            name: list === null ? t.noList : lists.find(({ id }) => id === list)?.name || list,
          }))}
        />
      )}
    </Disclosure>
  )
}

type TableProps = {
  summary: ResultsSummary
  head: string
  rows: readonly (Group & { key: string; name: ReactNode })[]
}

/** A row for each group, a column for each bubble: counts, and their shares of the row. */
function GroupTable({ summary, head, rows }: TableProps) {
  const t = useTexts(resultsPanelTexts)
  const { number, share } = useNumbers()
  const series = useSeries(summary).filter(({ count }) => rows.some((row) => count(row) > 0))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keyboard on a narrow screen
    <div className={styles.scroll} role="group" aria-label={head} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {series.map(({ key, name }) => (
              <th key={key} scope="col">
                <bdi>{name}</bdi>
              </th>
            ))}
            <th scope="col">{t.sum}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.name}</th>
              {series.map(({ key, count }) => (
                <td key={key}>
                  {number(count(row))}{' '}
                  <span className={shared.quiet}>{share(count(row), row.total)}</span>
                </td>
              ))}
              <td>{number(row.total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function useTimeSpan() {
  const t = useTexts(resultsPanelTexts)
  const { locale } = useLocale()
  return (from_ms: number, to_ms: number | null): string => {
    const from = formatSpan(from_ms / 1000, locale)
    if (to_ms === null) return t.from(from)
    const to = formatSpan(to_ms / 1000, locale)
    return from_ms === 0 ? t.until(to) : t.between(from, to)
  }
}
