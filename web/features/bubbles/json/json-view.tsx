import { getLocation } from 'jsonc-parser'
import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react'
import { useDeferredValue, useMemo, useRef } from 'react'
import { followUpSchema, i18nContentSchema, pushFollowUpBodySchema } from '#contract/follow-ups'
import { LANGUAGE_NAMES, LANGUAGES } from '#contract/languages'
import { useLocale } from '../../../i18n/locale-context.tsx'
import { useTexts } from '../../../i18n/texts.ts'
import { Button } from '../../../ui/button/button.tsx'
import shared from '../../../ui/shared.module.css'
import { useComposition } from '../../composition/composition-context.tsx'
import { useCellName } from '../cell-notes.tsx'
import { noteDetail, noteTexts } from '../note-texts.ts'
import type { JsonEditorHandle, Suggestions } from './create-json-editor.ts'
import { JsonEditor } from './json-editor.tsx'
import { jsonTexts } from './json-texts.ts'
import styles from './json-view.module.css'
import { findJsonNotes, type JsonIssue, validateJson } from './validate-json.ts'

/** More findings than this help no one, and make the page slow. */
const MAX_FINDINGS = 200

/** The request body as JSON, with one list of its errors and notes; each leads to its line. */
export function JsonView() {
  const t = useTexts(jsonTexts)
  const n = useTexts(noteTexts)
  const { locale } = useLocale()
  const { jsonText, editJson } = useComposition()
  const editor = useRef<JsonEditorHandle>(null)
  const text = useDeferredValue(jsonText)
  const nameOf = useCellName()
  const errors = useMemo(() => validateJson(text, locale), [text, locale])
  const found = useMemo(() => findJsonNotes(text), [text])
  const pretty = useMemo(() => reformat(text), [text])
  const findings = useMemo<JsonIssue[]>(() => {
    const notes = found.map(({ note, ...range }): JsonIssue => {
      const detail = noteDetail(note, n)
      const message = `${nameOf(note)}: ${n.title[note.kind]}${detail && ` (${detail})`}`
      return { ...range, key: note.key, severity: 'warning', message }
    })
    return [...errors, ...notes]
  }, [errors, found, n, nameOf])
  const shown = findings.slice(0, MAX_FINDINGS)

  return (
    <div className={styles.view}>
      <JsonEditor
        ref={editor}
        fills
        label={t.label}
        value={jsonText}
        issues={shown}
        complete={completeBody}
        onChange={editJson}
      />
      <div className={styles.foot}>
        <p role="status" className={styles.state}>
          {errors.length > 0 ? (
            <span className={shared.bad}>{t.errors(errors.length)}</span>
          ) : (
            <span className={shared.good}>
              <CircleCheck size={14} aria-hidden="true" /> {t.valid}
            </span>
          )}
          {found.length > 0 ? <span className={shared.warn}>{n.count(found.length)}</span> : null}
        </p>
        <p className={`${shared.small} ${styles.keys}`}>{t.hint}</p>
        <Button
          disabled={pretty === null || pretty === jsonText}
          onClick={() => pretty !== null && editJson(pretty)}
        >
          {t.format}
        </Button>
      </div>
      {shown.length > 0 ? (
        <ul className={styles.findings} aria-label={t.findings}>
          {shown.map((finding) => (
            <li key={finding.key}>
              <Finding finding={finding} onChoose={() => editor.current?.reveal(finding)} />
            </li>
          ))}
          {findings.length > shown.length ? (
            <li className={styles.rest}>{t.more(findings.length - shown.length)}</li>
          ) : null}
        </ul>
      ) : null}
    </div>
  )
}

function Finding({ finding, onChoose }: { finding: JsonIssue; onChoose: () => void }) {
  const t = useTexts(jsonTexts)
  const isError = finding.severity === 'error'
  const Icon = isError ? CircleAlert : TriangleAlert
  return (
    <button type="button" className={styles.finding} onClick={onChoose}>
      <Icon
        size={14}
        className={isError ? shared.bad : shared.warn}
        role="img"
        aria-label={isError ? t.error : t.note}
      />
      <span className={styles.line}>{t.line(finding.line)}</span>
      <span>{finding.message}</span>
    </button>
  )
}

function reformat(text: string): string | null {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return null
  }
}

type Option = Suggestions['options'][number]

/** The keys that the contract has at a path: `follow_ups`, `follow_ups/0/i18n_contents/0`. */
const KEYS: readonly { path: RegExp; keys: readonly string[] }[] = [
  { path: /^$/, keys: Object.keys(pushFollowUpBodySchema.shape) },
  { path: /^follow_ups\/\d+$/, keys: Object.keys(followUpSchema.shape) },
  { path: /^follow_ups\/\d+\/i18n_contents\/\d+$/, keys: Object.keys(i18nContentSchema.shape) },
]

const LANGUAGE = /^follow_ups\/\d+\/i18n_contents\/\d+\/language$/

/** What stands in place of a key's value, so that one can go on typing in it. */
const VALUES: Readonly<Record<string, string>> = {
  follow_ups: '[]',
  i18n_contents: '[]',
  content: '""',
  language: '""',
}

/** The token around a position: an open or closed string, or the start of a word. */
const BEFORE = /"?[\w-]*$/
const AFTER = /^[\w-]*"?/

/** Suggests the keys and language codes of the contract at a position of a request body. */
export function completeBody(text: string, position: number): Suggestions | null {
  const [before = ''] = BEFORE.exec(text.slice(0, position)) ?? []
  const [after = ''] = AFTER.exec(text.slice(position)) ?? []
  const range = { from: position - before.length, to: position + after.length }
  const typed = before.replace('"', '').toLowerCase()
  const { path, isAtPropertyKey } = getLocation(text, position)
  const options = isAtPropertyKey
    ? keysAt(path.slice(0, -1).join('/'), text.slice(range.to))
    : LANGUAGE.test(path.join('/'))
      ? languages()
      : []
  const matching = options.filter(({ label, detail }) =>
    `${label} ${detail}`.toLowerCase().includes(typed),
  )
  return matching.length > 0 ? { ...range, options: matching, isTyping: before !== '' } : null
}

function keysAt(path: string, rest: string): Option[] {
  const keys = KEYS.find((one) => one.path.test(path))?.keys ?? []
  const hasValue = /^\s*:/.test(rest)
  return keys.map((key) => ({
    label: key,
    detail: '',
    insert: hasValue ? `"${key}"` : `"${key}": ${VALUES[key] ?? '""'}`,
  }))
}

function languages(): Option[] {
  return LANGUAGES.map((code) => {
    const { native, zh, en } = LANGUAGE_NAMES[code]
    const names = [...new Set([native, en, zh])]
    return { label: code, detail: names.join(' · '), insert: `"${code}"` }
  })
}
