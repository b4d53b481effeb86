import { useEffect, useState } from 'react'
import {
  type DeliveryList,
  INCLUDABLE_ISSUES,
  type ListIssue,
  type ListRow,
  type ListRowChange,
} from '#contract/deliveries/list'
import { isLanguage, LANGUAGE_NAMES } from '#contract/languages'
import { readValue } from '#contract/template-variables'
import { me } from '../../../api-client/rights.ts'
import { formatSpan } from '../../../i18n/format-span.ts'
import { useLocale } from '../../../i18n/locale-context.tsx'
import { useTexts } from '../../../i18n/texts.ts'
import { useAnnounce } from '../../../ui/announcer.tsx'
import { Button } from '../../../ui/button/button.tsx'
import { IsolatedText } from '../../../ui/text/isolated-text.tsx'
import styles from './list.module.css'
import { looksLikeRecipient } from './list-table.ts'
import { type ListTexts, listTexts } from './texts.ts'

type Change = (
  changes: readonly { n: number; change: ListRowChange }[],
) => Promise<readonly ListRow[]>

type Props = {
  list: DeliveryList
  rows: readonly ListRow[]
  /** Whether rows can be changed. */
  editable: boolean
  onChange: Change
  /** Uses a value in every row that has none for this variable. */
  onFillAll: (variable: string, value: string) => void
  /** Returns the name of a row's recipient, if it is known. */
  nameOf: (row: ListRow) => string | null
}

/** The rows of a dry run, problems first. A row that was fixed stays in its place. */
export function CheckTable({ list, rows, editable, onChange, onFillAll, nameOf }: Props) {
  const t = useTexts(listTexts)
  const announce = useAnnounce()
  const [fixed, setFixed] = useState<ReadonlyMap<number, ListRow>>(new Map())
  // A newer check knows better.
  useEffect(() => {
    const newer = new Map(rows.map((row) => [row.n, row]))
    setFixed((before) => new Map([...before].map(([n, row]) => [n, newer.get(n) ?? row])))
  }, [rows])
  const change = async (n: number, one: ListRowChange) => {
    const changed = await onChange([{ n, change: one }])
    setFixed((before) => new Map([...before, ...changed.map((row) => [row.n, row] as const)]))
    for (const row of changed) {
      const open = row.issues.find(({ blocking }) => blocking)
      announce(open ? t.rowOpen(row.n, t.issues[open.kind]) : t.rowFixed(row.n))
    }
  }
  const { variables } = list
  return (
    <table className={styles.table} data-kind="check">
      <thead>
        <tr>
          <th scope="col">{t.number}</th>
          <th scope="col">{t.check}</th>
          <th scope="col">{t.recipient}</th>
          <th scope="col">{t.found}</th>
          {variables.map((name) => (
            <th key={name} scope="col">
              <bdi>{`{{${name}}}`}</bdi>
            </th>
          ))}
          <th scope="col">
            <span className="visually-hidden">{t.action}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {inPlace(rows, fixed).map((row) => (
          <CheckRow
            key={row.n}
            row={row}
            name={nameOf(row)}
            variables={variables}
            editable={editable && (row.state === 'invalid' || fixed.has(row.n) || row.include)}
            onChange={(one) => change(row.n, one)}
            onFillAll={onFillAll}
          />
        ))}
      </tbody>
    </table>
  )
}

/** Puts fixed rows among the problems, in the order of the input. */
function inPlace(rows: readonly ListRow[], fixed: ReadonlyMap<number, ListRow>): ListRow[] {
  const isProblem = (row: ListRow) => row.state === 'invalid' || fixed.has(row.n)
  const problems = new Map(rows.filter(isProblem).map((row) => [row.n, row]))
  for (const [n, row] of fixed) problems.set(n, row)
  return [
    ...[...problems.values()].sort((one, other) => one.n - other.n),
    ...rows.filter((row) => !isProblem(row)),
  ]
}

type RowProps = {
  row: ListRow
  name: string | null
  variables: readonly string[]
  editable: boolean
  onChange: (change: ListRowChange) => Promise<void>
  onFillAll: Props['onFillAll']
}

function CheckRow({ row, name, variables, editable, onChange, onFillAll }: RowProps) {
  const t = useTexts(listTexts)
  const { locale } = useLocale()
  const { n, recipient, values, issues, state, include } = row
  const [busy, setBusy] = useState(false)
  const typed = typedOf(row)
  const main = issues.find(({ blocking }) => blocking) ?? issues[0]
  const missing = issues.find(({ kind }) => kind === 'value_missing')?.variables ?? []
  const isWrong = issues.some(({ kind }) => ['malformed', 'not_found', 'ambiguous'].includes(kind))
  const run = async (change: ListRowChange) => {
    setBusy(true)
    // The list reports a failure.
    await onChange(change).catch(() => {})
    setBusy(false)
  }
  const found = recipient && recipient.receive_id !== typed ? recipient.receive_id : null
  return (
    <tr data-state={state} aria-busy={busy}>
      <td className={styles.number}>{n}</td>
      <td className={styles.check}>
        {state === 'invalid' && main ? (
          <span data-tone={toneOf(main)}>
            {MARKS[toneOf(main)]} {t.issues[main.kind]}
          </span>
        ) : (
          <span data-tone="good">✓ {t.rowStates[state]}</span>
        )}
      </td>
      <td className={styles.recipient} data-label={t.recipient}>
        {editable ? (
          <CellInput
            label={t.field(t.recipient, n)}
            value={typed}
            wrong={isWrong}
            onValue={(text) => void run({ recipient: text })}
          />
        ) : (
          <IsolatedText text={typed} oneLine />
        )}
      </td>
      <td className={styles.found} data-label={t.found}>
        {(name ?? found) ? <IsolatedText text={name ?? found ?? ''} oneLine /> : '—'}
        {isLanguage(row.language) ? (
          <span className={styles.issue}>{LANGUAGE_NAMES[row.language][locale]}</span>
        ) : null}
      </td>
      {variables.map((variable) => (
        <td key={variable} className={styles.variable} data-label={variable}>
          {editable ? (
            <CellInput
              label={t.field(variable, n)}
              value={readValue(values, variable)}
              wrong={missing.includes(variable)}
              onValue={(text) => void run({ values: { [variable]: text } })}
              {...(missing.includes(variable) && {
                fill: {
                  label: t.fillAll,
                  hint: t.fillAllHint(variable),
                  onFill: (text: string) => onFillAll(variable, text),
                },
              })}
            />
          ) : (
            <bdi>{readValue(values, variable)}</bdi>
          )}
        </td>
      ))}
      <td className={styles.action}>
        {issues.map((issue) => (
          <IssueNote key={issue.kind} issue={issue} />
        ))}
        {editable && state === 'invalid' && isWrong ? (
          <Button onClick={() => void run({ recipient: typed })}>{t.checkAgain}</Button>
        ) : null}
        {editable && canInclude(row) ? (
          <Button
            variant="ghost"
            aria-label={t.field(include ? t.exclude : t.include, n)}
            onClick={() => void run({ include: !include })}
          >
            {include ? t.exclude : t.include}
          </Button>
        ) : null}
      </td>
    </tr>
  )
}

/** What more is known about an issue. */
function IssueNote({ issue }: { issue: ListIssue }) {
  const t = useTexts(listTexts)
  const { locale } = useLocale()
  const text = noteOf(issue, t, locale)
  return text === null ? null : <span className={styles.issue}>{text}</span>
}

function noteOf(issue: ListIssue, t: ListTexts, locale: 'en' | 'zh'): string | null {
  if (issue.row !== undefined) return t.sameAs(issue.row)
  if (issue.recent) {
    const seconds = (Date.now() - Date.parse(issue.recent.at)) / 1000
    return t.wroteAgo(formatSpan(seconds, locale), me.nameOf(issue.recent.actor))
  }
  if (issue.message) return issue.message[locale]
  if (issue.code !== undefined) return t.code(issue.code)
  return null
}

/** The text to edit: the ID of a person who was given by a name. */
function typedOf({ typed, recipient }: ListRow): string {
  return recipient === null || looksLikeRecipient(typed) ? typed : recipient.receive_id
}

/** Whether the row is skipped, or was included, only because of issues that a person may waive. */
function canInclude({ issues, include }: ListRow): boolean {
  const waivable = issues.some(({ kind }) => INCLUDABLE_ISSUES.includes(kind))
  const others = issues.some(({ kind, blocking }) => blocking && !INCLUDABLE_ISSUES.includes(kind))
  return waivable && (include || !others)
}

type Tone = 'bad' | 'warn' | 'same'
const MARKS: Readonly<Record<Tone, string>> = { bad: '✕', warn: '⚠', same: '=' }

function toneOf({ kind }: ListIssue): Tone {
  if (kind === 'duplicate') return 'same'
  return kind === 'recent' || kind === 'value_missing' || kind === 'not_checked' ? 'warn' : 'bad'
}

type CellProps = {
  label: string
  value: string
  wrong: boolean
  onValue: (value: string) => void
  /** Offers the typed value for all rows. */
  fill?: { label: string; hint: string; onFill: (value: string) => void }
}

/** A cell that is saved when it is left, or by Enter; Esc brings the old value back. */
function CellInput({ label, value, wrong, onValue, fill }: CellProps) {
  const [text, setText] = useState(value)
  const [saved, setSaved] = useState(value)
  if (value !== saved) {
    setSaved(value)
    setText(value)
  }
  const save = () => {
    if (text.trim() === value) return
    onValue(text.trim())
  }
  return (
    <span className={styles.cell}>
      <input
        className={styles.input}
        aria-label={label}
        aria-invalid={wrong}
        value={text}
        maxLength={2000}
        onChange={({ target }) => setText(target.value)}
        onBlur={({ relatedTarget }) => {
          // The button beside it takes the value itself.
          if (!(relatedTarget instanceof HTMLElement && relatedTarget.dataset.fill)) save()
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setText(value)
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          save()
          focusNextWrong(event.currentTarget)
        }}
      />
      {fill && text.trim() !== '' ? (
        <Button data-fill="true" title={fill.hint} onClick={() => fill.onFill(text.trim())}>
          {fill.label}
        </Button>
      ) : null}
    </span>
  )
}

/** Goes on to the next cell that is wrong, so that a list is fixed with Enter alone. */
function focusNextWrong(input: HTMLInputElement): void {
  const wrong = [...(input.closest('table')?.querySelectorAll('input') ?? [])]
  const next = wrong
    .slice(wrong.indexOf(input) + 1)
    .find((one) => one.getAttribute('aria-invalid') === 'true')
  next?.focus()
}
