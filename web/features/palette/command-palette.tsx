import { ClipboardPaste, Hash, MessageSquare, TableProperties } from 'lucide-react'
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
import shared from '../../ui/shared.module.css'
import { anchorOf } from '../error-codes/endpoints.ts'
import { ResponseMeaning } from '../error-codes/response-meaning.tsx'
import { useReadField } from '../pasted/read-field.ts'
import { handOver, type Reading } from '../pasted/read-pasted.ts'
import { ReadingProgress } from '../pasted/reading-progress.tsx'
import {
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

  const text = useReadField(query, setQuery, () => '')
  const { reading, refused } = text
  const fromText = useReadingEntries(reading)

  const pages = text.isPasted ? [] : findByWords(entries.pages, query)
  const actions = text.isPasted ? [] : findByWords(entries.actions, query)
  const response = reading?.response ?? null
  const found = findCodes(codes.data ?? [], response ? `${response.code}` : query)
  const isUnknown = found.length === 0 && /^\d{5,12}$/.test(query.normalize('NFKC').trim())
  const explained = isUnknown
    ? { code: Number(query.normalize('NFKC')), msg: null, log_id: null }
    : response
  const all = new Map<string, () => void>([
    ...[...fromText, ...pages, ...actions].map(({ key, run }) => [key, run] as const),
    ...found.map((entry) => [keyOf(entry), () => goToCode(entry)] as const),
  ])
  const option = ({ key, icon: Icon, name, keys, notNow }: PaletteEntry) => ({
    key,
    content: (
      <span className={styles.option}>
        <Icon size={16} aria-hidden="true" />
        <span className={styles.name}>{name[locale]}</span>
        {notNow ? <span className={shared.soft}>{t.notNow}</span> : null}
        {keys ? <Keys>{keys}</Keys> : null}
      </span>
    ),
  })
  const codeOption = (entry: ErrorCode) => ({
    key: keyOf(entry),
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
        : refused
          ? refused[locale]
          : reading?.had_token
            ? t.token
            : all.size > 0
              ? t.hint
              : text.isPasted
                ? t.nothingFound
                : t.none

  return (
    <div className={explained ? styles.explained : undefined}>
      <Combobox
        standing
        placeholder={text.isPasted ? t.pasted : ''}
        label={t.label}
        hint={<span role="status">{hint}</span>}
        value={query}
        onText={setQuery}
        onPasteText={text.take}
        groups={[
          { label: t.fromText, options: fromText.map(option) },
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
      {text.slow ? <ReadingProgress onCancel={text.cancel} /> : null}
      {explained ? (
        <ResponseMeaning
          response={explained}
          from={{ endpoint: reading?.endpoint ?? null, base_url: reading?.base_url ?? null }}
        />
      ) : null}
    </div>
  )
}

/** The anchor of an entry on the error codes page. */
function keyOf({ endpoints, code }: ErrorCode): string {
  return anchorOf(endpoints[0] ?? 'any', code)
}

/** Returns a function that opens the card of a code; on the error codes page only the hash changes. */
function useGoToCode(): (entry: ErrorCode) => void {
  const [path, navigate] = useLocation()
  return (entry) => {
    const anchor = keyOf(entry)
    if (path === '/error-codes') window.location.hash = anchor
    else navigate(`/error-codes#${anchor}`)
  }
}

/** What can be done with a text that was read: import it, or take one of its messages as the target. */
function useReadingEntries(reading: Reading | null): PaletteEntry[] {
  const [, navigate] = useLocation()
  if (!reading) return []
  const { messages, message_id, follow_ups, table, bubbles } = reading
  const importAll = () => {
    handOver(reading)
    navigate('/?import=1')
  }
  const ids = new Set(message_id === null ? [] : [message_id])
  for (const message of messages) ids.add(message.message_id)
  const entries: (PaletteEntry | false)[] = [
    table !== null && {
      key: 'import-pasted',
      icon: TableProperties,
      name: { en: 'Add the table to the bubbles', zh: '把表格加入气泡' },
      run: importAll,
    },
    follow_ups !== null && {
      key: 'import-pasted',
      icon: ClipboardPaste,
      name: {
        en: `Import ${follow_ups.length} ${follow_ups.length === 1 ? 'bubble' : 'bubbles'}`,
        zh: `导入 ${follow_ups.length} 个气泡`,
      },
      run: importAll,
    },
    bubbles === 'open' && {
      key: 'import-pasted',
      icon: ClipboardPaste,
      name: { en: 'Show what was found', zh: '查看识别结果' },
      run: importAll,
    },
    ...Array.from(ids, (id) => ({
      key: `target-${id}`,
      icon: MessageSquare,
      name: { en: `Target ${id}`, zh: `设为目标消息：${id}` },
      run: () => navigate(`/?target=${encodeURIComponent(id)}`),
    })),
  ]
  return entries.filter((entry) => entry !== false)
}
