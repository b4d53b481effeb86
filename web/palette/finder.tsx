import { useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { ErrorCode } from '#contract/error-code'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { useErrorCodes } from '../queries/error-codes.ts'
import { Combobox } from '../ui/combobox.tsx'
import { findByWords } from './find-by-words.ts'
import { anchorOf, findCodes } from './find-codes.ts'
import { Keys } from './keys.tsx'
import styles from './palette.module.css'
import { paletteTexts } from './texts.ts'
import type { Entry } from './use-entries.ts'

type Props = {
  entries: { pages: readonly Entry[]; actions: readonly Entry[] }
  onRun: (run: () => void) => void
}

/** The field of the palette and what it finds. */
export function Finder({ entries, onRun }: Props) {
  const t = useTexts(paletteTexts)
  const { locale } = useLocale()
  const goToCode = useGoToCode()
  const codes = useErrorCodes()
  const field = useRef<HTMLInputElement>(null)
  const [query, setQuery] = useState('')
  // After the dialog, which gives the focus to its first button.
  useEffect(() => field.current?.focus(), [])

  const pages = findByWords(entries.pages, query)
  const actions = findByWords(entries.actions, query)
  const found = findCodes(codes.data ?? [], query)
  const all = new Map<string, () => void>([
    ...[...pages, ...actions].map(({ key, run }) => [key, run] as const),
    ...found.map((entry) => [anchorOf(entry), () => goToCode(entry)] as const),
  ])
  const option = ({ key, name, keys, notNow }: Entry) => ({
    key,
    content: (
      <span className={styles.option}>
        <span>{name[locale]}</span>
        {notNow ? <span className={styles.soft}>{t.notNow}</span> : null}
        {keys ? <Keys>{keys}</Keys> : null}
      </span>
    ),
  })
  const codeOption = (entry: ErrorCode) => ({
    key: anchorOf(entry),
    content: (
      <span className={styles.code}>
        <code>{entry.code}</code> <span className={styles.soft}>{entry.meaning[locale]}</span>
      </span>
    ),
  })
  const asksCode = /\d/.test(query.normalize('NFKC'))
  const hint =
    asksCode && codes.isPending
      ? t.codesLoading
      : asksCode && codes.isError
        ? t.codesFailed
        : all.size === 0
          ? t.none
          : t.hint

  return (
    <Combobox
      ref={field}
      standing
      label={t.label}
      hint={<span role="status">{hint}</span>}
      value={query}
      onText={setQuery}
      groups={[
        { label: t.pages, options: pages.map(option) },
        { label: t.actions, options: actions.map(option) },
        { label: t.codes, options: found.map(codeOption) },
      ]}
      onChoose={(key) => {
        const run = all.get(key)
        if (run) onRun(run)
        return 'close'
      }}
      onEnter={() => {}}
    />
  )
}

/** Leads to the card of a code; on the very page of the codes only the address's end changes. */
function useGoToCode(): (entry: ErrorCode) => void {
  const [path, navigate] = useLocation()
  return (entry) => {
    const anchor = anchorOf(entry)
    if (path === '/error-codes') window.location.hash = anchor
    else navigate(`/error-codes#${anchor}`)
  }
}
