import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { Approval } from '#contract/access/approvals'
import { isLanguage, LANGUAGE_NAMES } from '#contract/languages'
import { useActorNames } from '../../api-client/access.ts'
import { useListCounts } from '../../api-client/lists.ts'
import { useProfileName } from '../../api-client/profiles.ts'
import { ASKS_TO_SIGN_IN } from '../../api-client/rights.ts'
import { useTemplates } from '../../api-client/templates.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Badge } from '../../ui/callout/callout.tsx'
import { keyed } from '../../ui/keyed.ts'
import shared from '../../ui/shared.module.css'
import { ExactText } from '../../ui/text/exact-text.tsx'
import styles from './approvals.module.css'
import { approvalsTexts } from './approvals-texts.ts'
import { useMoment } from './parts.tsx'
import team from './team.module.css'

/** Everything that a proposal sends, and to whom. */
export function ApprovalDetails({ approval }: { approval: Approval }) {
  const t = useTexts(approvalsTexts)
  const names = useActorNames(ASKS_TO_SIGN_IN)
  const appName = useProfileName()
  const moment = useMoment()
  const { data: templates = [] } = useTemplates('')
  const { state, list, recipient, message_id, template, message, digest, note } = approval
  const title = list?.name || recipient?.label || recipient?.receive_id || t.bubblesFor
  return (
    <section className={team.card} aria-labelledby="approval-title">
      <h3 id="approval-title" className={styles.title}>
        {title} <Badge tone={state === 'waiting' ? 'warn' : 'neutral'}>{t.states[state]}</Badge>
      </h3>
      <dl className={styles.facts}>
        <Fact name={t.fields.author}>
          <b>{names.get(approval.actor) ?? approval.actor}</b>{' '}
          <small>{moment(approval.created_at)}</small>
        </Fact>
        <Fact name={t.fields.app}>{appName(approval.profile)}</Fact>
        {list ? (
          <Fact name={t.fields.recipients}>
            <ListRows list={list} waits={state === 'waiting'} />{' '}
            <Link href={`/support/list/${list.id}`}>{t.showRows}</Link>
          </Fact>
        ) : null}
        {recipient ? (
          <Fact name={t.fields.recipient}>
            {recipient.label ? <b>{recipient.label} </b> : null}
            <code>{recipient.receive_id}</code>
          </Fact>
        ) : null}
        {message_id === null ? null : (
          <Fact name={t.fields.target}>
            <code>{message_id}</code>
          </Fact>
        )}
        {template ? (
          <Fact name={t.fields.template}>
            {templates.find(({ id }) => id === template.id)?.name ?? template.id}{' '}
            <Badge>v{template.version}</Badge>
          </Fact>
        ) : null}
        {list ? (
          <Fact name={t.fields.starts}>
            {list.starts ? `${list.starts.at.replace('T', ' ')} (${list.starts.zone})` : t.now}
          </Fact>
        ) : null}
        <Fact name={t.fields.digest}>
          <code>{digest}</code>
        </Fact>
        {note === null ? null : <Fact name={t.fields.reason}>{note}</Fact>}
        {state === 'approved' ? (
          <Fact name={t.fields.result}>
            <Result approval={approval} />
          </Fact>
        ) : null}
      </dl>
      <div className={styles.texts}>
        {message ? (
          <p className={styles.message}>
            <ExactText>
              {'text' in message
                ? message.text
                : typeof message.content === 'string'
                  ? message.content
                  : JSON.stringify(message.content, null, 2)}
            </ExactText>
          </p>
        ) : null}
        <Texts followUps={approval.follow_ups} />
        {list ? <p className={shared.soft}>{t.variables}</p> : null}
      </div>
    </section>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** How many rows would be sent, by the last check. */
function ListRows({ list, waits }: { list: NonNullable<Approval['list']>; waits: boolean }) {
  const t = useTexts(approvalsTexts)
  const { data } = useListCounts(list.id, waits)
  return (
    <>
      <b>{t.people(list.rows)}</b>
      {data ? <> · {t.toSend(list.rows - data.invalid, data.invalid)}</> : null}
    </>
  )
}

function Result({ approval: { result, list } }: { approval: Approval }) {
  const t = useTexts(approvalsTexts)
  if (result === null) return t.unknown
  if (result.refused !== null) return t.notSent(t.reasons[result.refused] ?? result.refused)
  if (list) return <Link href={`/support/list/${list.id}`}>{t.listGoes}</Link>
  const at = result.exchange ? `/history/${result.exchange}` : '/history'
  return <Link href={at}>{t.sent}</Link>
}

type Shown = { content: string; i18n_contents: { language: string; content: string }[] }

/** Every text of the bubbles in every language; what has no such form is shown as JSON. */
function Texts({ followUps }: { followUps: unknown }) {
  const bubbles = bubblesOf(followUps)
  if (bubbles === null) return <pre>{JSON.stringify(followUps, null, 2)}</pre>
  return (
    <ol className={styles.bubbles}>
      {keyed(bubbles.map(({ content }) => content)).map(([key], at) => (
        <li key={key}>
          <span className={styles.bubble}>
            <ExactText>{bubbles[at]?.content ?? ''}</ExactText>
          </span>
          {(bubbles[at]?.i18n_contents ?? []).map(({ language, content }) => (
            <span key={language} className={styles.translation}>
              <small>{isLanguage(language) ? LANGUAGE_NAMES[language].native : language}</small>{' '}
              <ExactText>{content}</ExactText>
            </span>
          ))}
        </li>
      ))}
    </ol>
  )
}

function bubblesOf(value: unknown): Shown[] | null {
  const all = isRecord(value) ? value.follow_ups : value
  if (!Array.isArray(all)) return null
  const bubbles = all.map((one) => {
    if (!isRecord(one) || typeof one.content !== 'string') return null
    const { content, i18n_contents = [], ...rest } = one
    const isPlain = Object.keys(rest).length === 0 && Array.isArray(i18n_contents)
    const rows = isPlain ? (i18n_contents as unknown[]) : [null]
    const isText = (row: unknown) =>
      isRecord(row) && typeof row.language === 'string' && typeof row.content === 'string'
    return rows.every(isText) ? { content, i18n_contents: rows as Shown['i18n_contents'] } : null
  })
  return bubbles.every((one) => one !== null) ? bubbles : null
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
