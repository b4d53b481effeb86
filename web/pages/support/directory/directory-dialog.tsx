import { useEffect, useRef, useState } from 'react'
import type { Profile } from '#contract/profile'
import {
  DIRECTORY_LIMITS,
  type Directory,
  type DirectoryEntry,
  type DirectoryResponse,
  type DirectoryResult,
} from '#contract/recipients'
import { useImportDirectory } from '../../../api-client/recipients.ts'
import { NotChecked } from '../../../features/checks/check-row.tsx'
import { RequestFailure } from '../../../features/exchange-view/request-failure.tsx'
import { useTexts } from '../../../i18n/texts.ts'
import { Button } from '../../../ui/button/button.tsx'
import { Callout } from '../../../ui/callout/callout.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import shared from '../../../ui/shared.module.css'
import { IsolatedText } from '../../../ui/text/isolated-text.tsx'
import { ColumnTable } from '../list/column-table.tsx'
import { EncodingChoice, ListSource, type Source } from '../list/list-source.tsx'
import { guessNames, type PeopleTable, type Role, readPeople, toNames } from '../list/list-table.ts'
import styles from './directory.module.css'
import { directoryTexts } from './directory-texts.ts'

const USES: readonly Role[] = ['recipient', 'label', 'unused']
const WAYS = ['file', 'paste'] as const

type Props = { profile: Profile; onClose: () => void }

/** Reads the names of many people from a file, shows what they change, imports them, and undoes it. */
export function DirectoryDialog({ profile, onClose }: Props) {
  const t = useTexts(directoryTexts)
  const [source, setSource] = useState<Source | null>(null)
  const [header, setHeader] = useState<boolean | undefined>(undefined)
  const [chosen, setChosen] = useState<readonly Role[] | null>(null)
  const [preview, setPreview] = useState<{ body: Directory; response: DirectoryResponse } | null>(
    null,
  )
  const choose = (next: Source | null) => {
    setSource(next)
    setHeader(undefined)
    setChosen(null)
  }
  const table = source?.kind === 'table' ? readPeople(source.raw, header) : null
  const roles = table ? (chosen ?? guessNames(table)) : []

  return (
    <Dialog title={t.title} onClose={onClose} wide>
      {preview ? (
        <Changes profile={profile} {...preview} onBack={() => setPreview(null)} onClose={onClose} />
      ) : table && source?.kind === 'table' ? (
        <>
          <EncodingChoice source={source} onSource={setSource} />
          <ColumnTable
            table={table}
            roles={roles}
            uses={USES}
            onRoles={setChosen}
            onHeader={(next) => {
              setHeader(next)
              setChosen(null)
            }}
          />
          <Check
            profile={profile}
            table={table}
            roles={roles}
            onBack={() => choose(null)}
            onChecked={(body, response) => setPreview({ body, response })}
          />
        </>
      ) : (
        <>
          <p>{t.lead}</p>
          <ListSource profile={profile} source={source} ways={WAYS} onSource={choose} />
        </>
      )}
    </Dialog>
  )
}

type CheckProps = {
  profile: Profile
  table: PeopleTable
  roles: readonly Role[]
  onBack: () => void
  onChecked: (body: Directory, response: DirectoryResponse) => void
}

/** Finds out what an import would change. */
function Check({ profile, table, roles, onBack, onChecked }: CheckProps) {
  const t = useTexts(directoryTexts)
  const { mutate, isPending, error } = useImportDirectory(profile.id)
  const [isLarge, setLarge] = useState(false)
  const issue = !roles.includes('recipient')
    ? t.needRecipient
    : !roles.includes('label')
      ? t.needName
      : null
  const check = () => {
    if (issue !== null || isPending) return
    const body: Directory = { entries: toNames(table, roles), dry_run: true }
    const bytes = new TextEncoder().encode(JSON.stringify(body)).length
    setLarge(bytes > DIRECTORY_LIMITS.bytes)
    if (bytes <= DIRECTORY_LIMITS.bytes) {
      mutate(body, { onSuccess: (response) => onChecked(body, response) })
    }
  }
  return (
    <div className={styles.actions}>
      <div role="status" className={styles.status}>
        {issue ?? (isLarge ? t.tooLarge : '')}
        {error ? <RequestFailure error={error} /> : null}
      </div>
      <Button onClick={onBack}>{t.back}</Button>
      <Button variant="primary" aria-disabled={issue !== null || isPending} onClick={check}>
        {isPending ? t.checking : t.check(table.rows.length)}
      </Button>
    </div>
  )
}

type ChangesProps = {
  profile: Profile
  body: Directory
  response: DirectoryResponse
  onBack: () => void
  onClose: () => void
}

/** What the import changes; it is made by a press, and undone by another one. */
function Changes({ profile, body, response, onBack, onClose }: ChangesProps) {
  const t = useTexts(directoryTexts)
  const save = useImportDirectory(profile.id)
  const undo = useImportDirectory(profile.id)
  const main = useRef<HTMLButtonElement>(null)
  const { counts, not_checked, entries } = save.data ?? response
  const changed = counts.added + counts.renamed
  const isDone = save.data !== undefined
  useEffect(() => main.current?.focus(), [])

  const restore = () => {
    const before = entries.flatMap(({ recipient, before: name, result }) =>
      recipient && (result === 'added' || result === 'renamed') ? [{ recipient, name }] : [],
    )
    if (!undo.isPending) undo.mutate({ entries: before, dry_run: false })
  }
  const error = undo.error ?? save.error
  return (
    <>
      <div role="status" className={styles.status}>
        {undo.data ? (
          <Callout tone="info" title={t.undone} />
        ) : isDone ? (
          <Callout tone="good" title={t.saved(changed)} />
        ) : (
          <p className={styles.counts}>
            {t.counts(counts.added, counts.renamed, counts.unchanged, counts.invalid)}
          </p>
        )}
        {error ? <RequestFailure error={error} /> : null}
      </div>
      {not_checked && !undo.data ? <NotChecked title={t.notChecked} reason={not_checked} /> : null}
      <ImportedNames entries={entries} />
      <div className={styles.actions}>
        {isDone && !undo.data ? (
          <Button aria-disabled={undo.isPending || changed === 0} onClick={restore}>
            {undo.isPending ? t.undoing : t.undo}
          </Button>
        ) : null}
        {isDone ? (
          <Button variant="primary" onClick={onClose}>
            {t.close}
          </Button>
        ) : (
          <>
            <Button onClick={onBack}>{t.back}</Button>
            <Button
              ref={main}
              variant="primary"
              aria-disabled={save.isPending || changed === 0}
              onClick={() => {
                if (!save.isPending && changed > 0) save.mutate({ ...body, dry_run: false })
              }}
            >
              {save.isPending ? t.saving : changed === 0 ? t.nothing : t.save(changed)}
            </Button>
          </>
        )}
      </div>
    </>
  )
}

/** Rows that are enough to see what an import changes. */
const SHOWN = 200

/** Problems first, then what changes. */
const RANKS: Readonly<Record<DirectoryResult, number>> = {
  malformed: 0,
  not_found: 0,
  ambiguous: 0,
  duplicate: 0,
  name_missing: 0,
  name_too_long: 0,
  not_checked: 0,
  renamed: 1,
  added: 2,
  removed: 2,
  unchanged: 3,
}

/** The rows of an import, with the name before and after it. */
function ImportedNames({ entries }: { entries: readonly DirectoryEntry[] }) {
  const t = useTexts(directoryTexts)
  const sorted = entries.toSorted((a, b) => RANKS[a.result] - RANKS[b.result] || a.n - b.n)
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard */}
      <section className={styles.rows} tabIndex={0} aria-label={t.rows}>
        <table>
          <thead>
            <tr>
              {Object.entries(t.columns).map(([key, name]) => (
                <th key={key} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.slice(0, SHOWN).map(({ n, typed, before, name, result }) => (
              <tr key={n} data-problem={RANKS[result] === 0}>
                <td>{n}</td>
                <td>
                  <IsolatedText text={typed} oneLine />
                </td>
                <td>{before === null ? '–' : <IsolatedText text={before} oneLine />}</td>
                <td>{name === null ? '–' : <IsolatedText text={name} oneLine />}</td>
                <td>{t.results[result]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {entries.length > SHOWN ? (
        <p className={shared.small}>{t.more(entries.length - SHOWN)}</p>
      ) : null}
    </>
  )
}
