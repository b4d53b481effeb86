import { ListChecks } from 'lucide-react'
import { useId, useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { NewList, NewListRow } from '#contract/deliveries/list'
import { LIST_LIMITS } from '#contract/deliveries/list-limits'
import type { Profile } from '#contract/profile'
import { findVariables } from '#contract/template-variables'
import { useCreateList, useLists } from '../../../api-client/lists.ts'
import { may, me } from '../../../api-client/rights.ts'
import { RequestFailure } from '../../../features/exchange-view/request-failure.tsx'
import { useLocale } from '../../../i18n/locale-context.tsx'
import { useTexts } from '../../../i18n/texts.ts'
import { Button } from '../../../ui/button/button.tsx'
import { Panel } from '../../../ui/panel.tsx'
import shared from '../../../ui/shared.module.css'
import { IsolatedText } from '../../../ui/text/isolated-text.tsx'
import type { Offer } from '../form.ts'
import { ColumnTable } from './column-table.tsx'
import page from './list.module.css'
import { type ListDraft, listKey, useListDraft } from './list-draft.ts'
import { EncodingChoice, ListSource, type Source } from './list-source.tsx'
import {
  changeRole,
  guessRoles,
  type PeopleTable,
  type Role,
  readPeople,
  takesLabels,
  toRows,
} from './list-table.ts'
import { MessageField, useOffers } from './message-field.tsx'
import styles from './new-list.module.css'
import { newListTexts } from './new-list-texts.ts'
import { ListPreview } from './preview.tsx'
import { listTexts } from './texts.ts'

/** Puts a list together: its people, the use of each column, and what they get. */
export function NewListPage({ profile }: { profile: Profile }) {
  const t = useTexts(newListTexts)
  const offers = useOffers()
  const { draft, isStored, change: changeDraft, clear } = useListDraft(profile.id)
  // A file may be read while something else is changed.
  const change = (some: Partial<ListDraft>) => changeDraft((before) => ({ ...before, ...some }))
  const { source, header, roles: chosenRoles, key, typed } = draft

  const offer = offers.find((one) => one.key === key) ?? null
  const text = typed ?? offer?.message?.content ?? ''
  const first = typed === null && offer?.message ? offer.message : { content: text }
  const variables = findVariables([first, ...(offer?.follow_ups ?? [])])
  const table = source?.kind === 'table' ? readPeople(source.raw, header) : null
  const roles = table ? rolesOf(table, variables, new Map(chosenRoles)) : []
  const rows = source === null ? [] : rowsOf(source, table, roles, variables)
  const choose = (next: Source | null) =>
    changeDraft((before) => {
      const nameOf = (one: Source | null) => (one?.kind === 'table' ? one.name : null)
      const isSame = next !== null && nameOf(next) === nameOf(before.source)
      // Another table has other columns.
      const columns = isSame ? {} : { header: undefined, roles: [] }
      return { ...before, source: next, ...columns }
    })

  return (
    <div className={page.page}>
      <section className={page.main} aria-labelledby="list-title">
        <header className={page.head}>
          <h2 id="list-title" className={page.title}>
            {source?.kind === 'table' ? <bdi>{source.name}</bdi> : t.title}
          </h2>
          {source?.kind === 'table' ? (
            <>
              <span className={page.meta}>{t.rows(rows.length)}</span>
              <span className={page.tools}>
                <Button onClick={() => choose(null)}>{t.replace}</Button>
              </span>
            </>
          ) : null}
        </header>
        {table && source?.kind === 'table' ? (
          <>
            <div className={styles.tools}>
              <EncodingChoice source={source} onSource={choose} />
            </div>
            <ColumnTable
              table={table}
              roles={roles}
              uses={[
                'recipient',
                ...variables.map((name): Role => `{{${name}}}`),
                ...(takesLabels(table, roles.indexOf('recipient')) ? (['label'] as const) : []),
                'unused',
              ]}
              onRoles={(next) => change({ roles: changedRoles(chosenRoles, roles, next) })}
              onHeader={(hasHeader) => change({ header: hasHeader, roles: [] })}
            />
          </>
        ) : (
          <ListSource profile={profile} source={source} ways={WAYS} onSource={choose} />
        )}
      </section>
      <div className={page.side}>
        <MessageField
          offers={offers}
          offer={offer}
          text={text}
          variables={variables}
          onOffer={(next) => change({ key: next, typed: null })}
          onText={(next) => change({ typed: next })}
        />
        {offer ? (
          <ListPreview
            followUps={offer.follow_ups}
            rows={rows
              .slice(0, 100)
              .map(({ values = {} }, at) => ({ n: at + 1, values, text, language: null }))}
            total={rows.length}
            version={offer.version}
          />
        ) : null}
        <Create
          profile={profile}
          draft={draft}
          rows={rows}
          offer={offer}
          text={text}
          hasRecipients={table === null || roles.includes('recipient')}
          missing={variables.filter((name) => table && !roles.includes(`{{${name}}}`))}
          onCreated={clear}
        />
        {isStored ? null : (
          <p role="status" className={page.note}>
            {t.notStored}
          </p>
        )}
        <Lists />
      </div>
    </div>
  )
}

/** The guessed roles with the chosen ones over them; a variable that is gone is no longer used. */
function rolesOf(
  table: PeopleTable,
  variables: readonly string[],
  chosen: ReadonlyMap<number, Role>,
): Role[] {
  let roles = guessRoles(table, variables)
  for (const [column, role] of chosen) {
    const isGone = role.startsWith('{{') && !variables.includes(role.slice(2, -2))
    if (column < roles.length && !isGone) roles = changeRole(roles, column, role)
  }
  return roles
}

/** Keeps what a person chose, so that the other columns still follow the chosen template. */
function changedRoles(
  chosen: ListDraft['roles'],
  before: readonly Role[],
  next: readonly Role[],
): ListDraft['roles'] {
  const isChanged = (column: number) => next[column] !== before[column]
  return [
    ...chosen.filter(([column]) => !isChanged(column)),
    ...next.flatMap((role, column) => (isChanged(column) ? [[column, role] as const] : [])),
  ]
}

const WAYS = ['file', 'paste', 'people'] as const

const NAME_VARIABLES = new Set(['name', '姓名', '名字', '称呼'])

function rowsOf(
  source: Source,
  table: PeopleTable | null,
  roles: readonly Role[],
  variables: readonly string[],
): NewListRow[] {
  if (source.kind === 'table') return table ? toRows(table, roles) : []
  return source.people.map(({ receive_id_type, receive_id, name }) => ({
    recipient: { receive_id_type, receive_id, label: name },
    values: Object.fromEntries(
      variables.flatMap((variable) =>
        NAME_VARIABLES.has(variable.toLowerCase()) && name !== null ? [[variable, name]] : [],
      ),
    ),
  }))
}

type CreateProps = {
  profile: Profile
  draft: ListDraft
  rows: readonly NewListRow[]
  offer: Offer | null
  text: string
  hasRecipients: boolean
  /** The variables without a column. */
  missing: readonly string[]
  onCreated: () => void
}

/** Makes the list and checks it; nothing is sent. */
function Create(props: CreateProps) {
  const { profile, draft, rows, offer, text, hasRecipients, missing } = props
  const { source } = draft
  const t = useTexts(newListTexts)
  const { locale } = useLocale()
  const [, navigate] = useLocation()
  const { mutate, isPending, isError, error } = useCreateList()
  const [isLarge, setLarge] = useState(false)
  const id = useId()
  const issue = !may.on('sender', profile)
    ? me.cannotSend[locale]
    : rows.length === 0
      ? t.needPeople
      : !hasRecipients
        ? t.needRecipient
        : !offer
          ? t.needTemplate
          : text.trim() === ''
            ? t.needText
            : null
  const create = async () => {
    if (issue !== null || !offer || isPending) return
    const body: NewList = {
      profile: profile.id,
      name: (source?.kind === 'table' ? source.name : t.chosenPeople).slice(0, LIST_LIMITS.name),
      // Left to the template, it is sent in the language of each person.
      ...(draft.typed === null && offer.message ? {} : { message: { text } }),
      ...(offer.version === null
        ? { follow_ups: offer.follow_ups }
        : { template: { id: offer.key, version: offer.version } }),
      rows: [...rows],
    }
    const bytes = new TextEncoder().encode(JSON.stringify(body)).length
    setLarge(bytes > LIST_LIMITS.bytes)
    if (bytes > LIST_LIMITS.bytes) return
    mutate(
      { body, idempotencyKey: await listKey(draft.id, body) },
      {
        onSuccess: ({ list }) => {
          props.onCreated()
          navigate(`/support/list/${list.id}`)
        },
      },
    )
  }
  return (
    <section className={page.box}>
      <Button
        variant="primary"
        icon={<ListChecks size={16} aria-hidden="true" />}
        aria-disabled={issue !== null || isPending}
        aria-describedby={id}
        onClick={() => void create()}
      >
        {isPending ? t.creating : t.check(rows.length)}
      </Button>
      <p id={id} className={page.note}>
        {issue ?? t.checkHint}
        {issue === null && missing.length > 0
          ? ` ${t.noColumn(missing.map((name) => `{{${name}}}`).join(t.list))}`
          : ''}
      </p>
      <div role="status">
        {isLarge ? <p className={page.bad}>{t.tooLarge}</p> : null}
        {isError ? <RequestFailure error={error} /> : null}
      </div>
    </section>
  )
}

/** The lists that exist, newest first. */
function Lists() {
  const t = useTexts(newListTexts)
  const { states } = useTexts(listTexts)
  const { data: lists, isError } = useLists()
  return (
    <Panel title={t.lists}>
      {isError && !lists ? <p className={page.empty}>{t.listsFailed}</p> : null}
      {lists?.length === 0 ? <p className={page.empty}>{t.noLists}</p> : null}
      <ul className={styles.lists}>
        {lists?.map(({ id, name, state, counts, total }) => (
          <li key={id}>
            <Link className={styles.listLink} href={`/support/list/${id}`}>
              <span className={styles.listName}>
                <IsolatedText text={name} oneLine />
              </span>
              <span className={shared.small}>{t.listLine(states[state], counts.sent, total)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
