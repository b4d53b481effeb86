import { useEffect, useMemo, useRef, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { contentText, type MessageContent } from '#contract/create-message'
import type { DeliveryList, ListIssueKind, ListRow, ListRowChange } from '#contract/deliveries/list'
import { isLanguage } from '#contract/languages'
import type { Profile } from '#contract/profile'
import { sentTexts } from '#contract/texts/sent-texts'
import { RefusedError } from '../../../api-client/api.ts'
import { useEmulatorState } from '../../../api-client/emulator-state.ts'
import { useKnownRecipients } from '../../../api-client/known-recipients.ts'
import { type ListStep, useList, useListCalls, useReadAllRows } from '../../../api-client/lists.ts'
import { useProfiles } from '../../../api-client/profiles.ts'
import { useLiveResults } from '../../../api-client/results.ts'
import { may, me } from '../../../api-client/rights.ts'
import { RequestFailure } from '../../../features/exchange-view/request-failure.tsx'
import { ProfileBadge } from '../../../features/profile/profile-badge.tsx'
import { nameOf as nameOfAddress } from '../../../features/target/recipients.ts'
import { useLocale } from '../../../i18n/locale-context.tsx'
import { useTexts } from '../../../i18n/texts.ts'
import { useAnnounce, useAnnounceChange } from '../../../ui/announcer.tsx'
import { Button } from '../../../ui/button/button.tsx'
import { lazyComponent } from '../../../ui/lazy-component.tsx'
import { CheckTable } from './check-table.tsx'
import { Launch, messageIn } from './launch.tsx'
import styles from './list.module.css'
import { ListApproval, useListApproval } from './list-approval.tsx'
import { ListHead } from './list-head.tsx'
import { looksLikeRecipient } from './list-table.ts'
import { ListPreview } from './preview.tsx'
import { Totals } from './progress.tsx'
import { ResultTable } from './result-table.tsx'
import { groupsOf, isIssue, type RowFilter, RowFilters } from './row-filters.tsx'
import { listTexts } from './texts.ts'

const ResultsPanel = lazyComponent(
  () => import('../../../features/results/results-panel.tsx'),
  'ResultsPanel',
)

type Props = {
  id: string
  /** The app that the page shows; the list may have another one. */
  app: Profile
}

/** One list: its dry run, its progress or its results, whichever it has. */
export function ListView({ id, app }: Props) {
  const t = useTexts(listTexts)
  const announce = useAnnounce()
  const [, navigate] = useLocation()
  const [filter, setFilter] = useState<RowFilter>('all')
  const [stage, setStage] = useState<DeliveryList['state'] | undefined>(undefined)
  const groups = useMemo(() => groupsOf(stage, filter), [stage, filter])
  const issue = isIssue(filter) ? filter : null
  const query = useList(id, { groups, issue })
  const { list, rows, hasNextPage, isFetchingNextPage, fetchNextPage } = query
  const calls = useListCalls(id)
  const readAll = useReadAllRows()
  const { data: profiles = [] } = useProfiles()
  const profile = profiles.find((one) => one.id === list?.profile)
  const nameOf = useRowName(profile)
  const { locale } = useLocale()
  const { approval, needsApproval } = useListApproval(list, profile)
  if (list && list.state !== stage) {
    setStage(list.state)
    setFilter('all')
  }
  // A group without rows is followed by the next one at once.
  const isShort = rows.length < 20
  useEffect(() => {
    if (isShort && hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [isShort, hasNextPage, isFetchingNextPage, fetchNextPage])
  const { mutate: step, reset } = calls.step
  useStateChange(list?.state, reset)
  useLiveResults((list?.counts.sent ?? 0) > 0)
  const canSend = profile !== undefined && may.on('sender', profile)
  const isNew =
    canSend && list?.state === 'draft' && list.checked_at === null && list.checking === null
  const asked = useRef(false)
  useEffect(() => {
    if (!isNew || asked.current) return
    asked.current = true
    step({ step: 'check' })
  }, [isNew, step])
  useAnnounceChange(list ? t.states[list.state] : '')

  if (!list) {
    return query.isError ? (
      <div className={styles.failure}>
        <RequestFailure error={query.error} />
        <Button onClick={() => void query.refetch()}>{t.retry}</Button>
        <Link href="/support/list">{t.newList}</Link>
      </div>
    ) : (
      <p role="status" className={styles.note}>
        {t.loading}
      </p>
    )
  }
  const isDraft = list.state === 'draft' || list.state === 'scheduled'
  // What was submitted must stay as it is until it is decided or withdrawn.
  const canStart = canSend && approval?.state !== 'waiting'
  const canChange = canStart && list.state === 'draft'
  const run = (one: ListStep) => step(one)
  const changeAll = async (
    kind: ListIssueKind,
    change: ListRowChange,
    only: (variables: readonly string[]) => boolean = () => true,
  ) => {
    const found = await readAll(id, { state: 'invalid', issue: kind })
    const changes = found.rows
      .filter(({ issues }) => only(issues.find((one) => one.kind === kind)?.variables ?? []))
      .map(({ n }) => ({ n, change }))
    await calls.changeRows.mutateAsync(changes)
    announce(t.includeCount(changes.length))
  }
  const failed = calls.step.error ?? calls.again.error ?? calls.changeRows.error

  return (
    <div className={styles.page}>
      <section className={styles.main} aria-label={t.rowsRegion}>
        <ListHead
          list={list}
          profile={profile}
          canSend={canSend}
          canStart={canStart}
          needsApproval={needsApproval}
          onStep={run}
          onAgain={() =>
            calls.again.mutate(againKey(list), {
              onSuccess: (made) => navigate(`/support/list/${made.list.id}`),
            })
          }
        />
        {profile && profile.id !== app.id ? (
          <p className={styles.otherApp}>
            {t.otherApp} <ProfileBadge profile={profile} />
          </p>
        ) : null}
        {approval && (isDraft || list.state === 'paused') ? (
          <div role="status" className={styles.failure}>
            <ListApproval approval={approval} />
          </div>
        ) : null}
        {failed && !isHeld(failed) ? (
          <div role="status" className={styles.failure}>
            <RequestFailure error={failed} />
          </div>
        ) : null}
        {isDraft ? <RowFilters list={list} filter={filter} onFilter={setFilter} /> : null}
        <div className={styles.rows}>
          {isDraft ? (
            <CheckTable
              list={list}
              rows={rows}
              nameOf={nameOf}
              editable={canChange}
              onChange={(changes) => calls.changeRows.mutateAsync(changes)}
              onFillAll={(variable, value) =>
                void changeAll('value_missing', { values: { [variable]: value } }, (names) =>
                  names.includes(variable),
                ).catch(() => {})
              }
            />
          ) : (
            <ResultTable
              rows={rows}
              nameOf={nameOf}
              canSend={canSend}
              onFinished={() => void query.refetch()}
            />
          )}
          {rows.length === 0 && !query.isFetching ? (
            <p className={styles.note}>{t.noRows}</p>
          ) : null}
          {hasNextPage && !isShort ? (
            <p className={styles.more}>
              <Button aria-disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                {isFetchingNextPage ? t.loadingMore : t.more}
              </Button>
            </p>
          ) : null}
        </div>
        <footer className={styles.foot}>
          <span>{isDraft ? <CheckLine list={list} /> : t.problemsFirst}</span>
          <span>
            {isDraft
              ? t.problemsFirst
              : list.counts.invalid > 0
                ? t.notCounted(list.counts.invalid)
                : ''}
          </span>
        </footer>
      </section>
      <div className={styles.side}>
        <ListPreview
          followUps={list.follow_ups}
          rows={rows
            .filter(({ state }) => state !== 'invalid')
            .map(({ n, values, language }) => ({
              n,
              values,
              text: textOf(messageIn(list, language)),
              language: isLanguage(language) ? language : null,
            }))}
          total={list.total}
          version={list.template?.version ?? null}
        />
        <Totals
          list={list}
          {...(canChange && {
            onInclude: () => void changeAll('recent', { include: true }).catch(() => {}),
          })}
        />
        {list.counts.sent > 0 ? (
          <ResultsPanel
            selection={{ list: id }}
            note={t.readOnce}
            hrefOf={(result) => `/history?${new URLSearchParams({ list: id, result })}`}
          />
        ) : null}
        {profile && !canSend ? <p className={styles.note}>{me.cannotSend[locale]}</p> : null}
        {profile && canChange ? (
          <Launch
            list={list}
            profile={profile}
            row={rows.find(({ state }) => state === 'ready') ?? null}
            busy={calls.step.isPending}
            needsApproval={needsApproval}
            onStep={run}
          />
        ) : null}
      </div>
    </div>
  )
}

/** Whether a step waits for approval, which the list itself says. */
function isHeld(error: Error): boolean {
  return error instanceof RefusedError && error.refusal.approval !== undefined
}

/** A retry of the same failed rows is the same list, also after Back or a lost response. */
function againKey(list: DeliveryList): string {
  return ['again', list.id, ...Object.values(list.counts)].join(' ')
}

/**
 * When the state of a list changes, an error of an earlier step is over, and its buttons are others:
 * the title gets the focus that a removed one had.
 */
function useStateChange(state: DeliveryList['state'] | undefined, onChange: () => void): void {
  const before = useRef(state)
  useEffect(() => {
    if (before.current !== undefined && before.current !== state) {
      onChange()
      if (document.activeElement === document.body) {
        document.querySelector<HTMLElement>('[data-list-title]')?.focus({ preventScroll: true })
      }
    }
    before.current = state
  }, [state, onChange])
}

/** Returns a function that names a row's recipient: by the table, the console or the emulator. */
function useRowName(profile: Profile | undefined) {
  const known = useKnownRecipients(profile?.id ?? '')
  const { data: emulator } = useEmulatorState(profile)
  return ({ typed, recipient }: ListRow): string | null => {
    if (recipient === null) return null
    if (!looksLikeRecipient(typed) && typed !== recipient.receive_id) return typed
    return nameOfAddress(recipient, { emulator, known, app_id: profile?.app_id ?? '' })
  }
}

/** Returns the text of the first message; null if it is a card or a post. */
function textOf(message: MessageContent | null): string | null {
  if (message === null) return null
  if ('text' in message) return message.text
  return sentTexts(JSON.stringify({ content: contentText(message.content) }))[0] ?? null
}

/** When the rows were checked, or how far the check is. */
function CheckLine({ list }: { list: DeliveryList }) {
  const t = useTexts(listTexts)
  const { locale } = useLocale()
  if (list.checking)
    return <span role="status">{t.checking(list.checking.done, list.checking.total)}</span>
  if (list.checked_at === null) return t.notCheckedYet
  return t.checkedAt(
    new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(new Date(list.checked_at)),
  )
}
