import { Hash } from 'lucide-react'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import { useLocation } from 'wouter'
import type { ErrorCode } from '#contract/catalogue/error-code'
import { useErrorCodes } from '../../api-client/error-codes.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Announcer, useAnnounce } from '../../ui/announcer.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Combobox } from '../../ui/form/combobox.tsx'
import {
  anchorOf,
  findByWords,
  findCodes,
  type PaletteEntry,
  type PalettePage,
  useEntries,
} from './commands.ts'
import styles from './palette.module.css'
import { Keys } from './shortcut-list.tsx'
import { paletteTexts } from './texts.ts'

type Props = { pages: readonly PalettePage[]; onShortcuts: () => void; onClose: () => void }

/** Finds a page, a command of the current page or an error code, and opens or runs it. */
export function CommandPalette({ pages, onShortcuts, onClose }: Props) {
  const t = useTexts(paletteTexts)
  // The page's own region: a command announces its result after the dialog is closed.
  const announce = useAnnounce()
  const entries = useEntries({ pages, onShortcuts, announce })
  return (
    <Dialog title={t.title} onClose={onClose}>
      {/* Screen readers ignore announcements outside of an open dialog. */}
      <Announcer>
        <Finder
          entries={entries}
          onRun={(run) => {
            // The command may move the focus, which closing the dialog would return.
            flushSync(onClose)
            run()
          }}
        />
      </Announcer>
    </Dialog>
  )
}

type FinderProps = {
  entries: { pages: readonly PaletteEntry[]; actions: readonly PaletteEntry[] }
  onRun: (run: () => void) => void
}

/** The search field of the palette and its results. */
function Finder({ entries, onRun }: FinderProps) {
  const t = useTexts(paletteTexts)
  const { locale } = useLocale()
  const goToCode = useGoToCode()
  const codes = useErrorCodes()
  const [query, setQuery] = useState('')

  const pages = findByWords(entries.pages, query)
  const actions = findByWords(entries.actions, query)
  const found = findCodes(codes.data ?? [], query)
  const all = new Map<string, () => void>([
    ...[...pages, ...actions].map(({ key, run }) => [key, run] as const),
    ...found.map((entry) => [anchorOf(entry), () => goToCode(entry)] as const),
  ])
  const option = ({ key, icon: Icon, name, keys, notNow }: PaletteEntry) => ({
    key,
    content: (
      <span className={styles.option}>
        <Icon size={16} aria-hidden="true" />
        <span className={styles.name}>{name[locale]}</span>
        {notNow ? <span className={styles.soft}>{t.notNow}</span> : null}
        {keys ? <Keys>{keys}</Keys> : null}
      </span>
    ),
  })
  const codeOption = (entry: ErrorCode) => ({
    key: anchorOf(entry),
    content: (
      <span className={styles.option}>
        <Hash size={16} aria-hidden="true" />
        <code>{entry.code}</code> <span className={styles.meaning}>{entry.meaning[locale]}</span>
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

/** Returns a function that opens the card of a code; on the error codes page only the hash changes. */
function useGoToCode(): (entry: ErrorCode) => void {
  const [path, navigate] = useLocation()
  return (entry) => {
    const anchor = anchorOf(entry)
    if (path === '/error-codes') window.location.hash = anchor
    else navigate(`/error-codes#${anchor}`)
  }
}
