import { Pause, Play, Square } from 'lucide-react'
import { useState } from 'react'
import type { DeliveryList } from '#contract/deliveries/list'
import type { Profile } from '#contract/profile'
import type { ListStep } from '../../../api-client/lists.ts'
import { me } from '../../../api-client/rights.ts'
import { formatSpan } from '../../../i18n/format-span.ts'
import { useLocale } from '../../../i18n/locale-context.tsx'
import { useTexts } from '../../../i18n/texts.ts'
import { Button } from '../../../ui/button/button.tsx'
import { HoldButton } from '../../../ui/button/hold-button.tsx'
import { lazyComponent } from '../../../ui/lazy-component.tsx'
import { useNow } from '../../../ui/use-time.ts'
import { EndedHead } from './ended-head.tsx'
import { arrived, done, sendable } from './figures.ts'
import { HeadFrame, ListName, NewListLink, useMoment } from './head-frame.tsx'
import { useListQuestion } from './launch.tsx'
import { Progress } from './progress.tsx'
import { runTexts } from './run-texts.ts'
import { listTexts } from './texts.ts'

const ConfirmDialog = lazyComponent(() => import('../../../ui/dialog.tsx'), 'ConfirmDialog')
const ScheduleDialog = lazyComponent(() => import('./schedule-dialog.tsx'), 'ScheduleDialog')

type Props = {
  list: DeliveryList
  profile: Profile | undefined
  /** Whether the person may send with its app. */
  canSend: boolean
  /** Whether its start or continuation can be asked for now. */
  canStart: boolean
  /** Whether another person has to approve that. */
  needsApproval: boolean
  onStep: (step: ListStep) => void
  onAgain: () => void
}

/** The state of a list and what can be done with it. */
export function ListHead(props: Props) {
  switch (props.list.state) {
    case 'draft':
      return <DraftHead {...props} />
    case 'scheduled':
      return <ScheduledHead {...props} />
    case 'running':
    case 'paused':
      return <RunningHead {...props} />
    case 'stopped':
    case 'finished':
      return <EndedHead {...props} />
  }
}

function DraftHead({ list, canStart, onStep }: Props) {
  const words = useTexts(listTexts)
  return (
    <HeadFrame
      title={<ListName list={list} />}
      meta={
        <>
          {words.listRows(list.total)}
          {list.again_of ? ` · ${words.againOf}` : ''}
        </>
      }
      tools={
        <>
          {canStart ? (
            <Button
              aria-disabled={list.checking !== null}
              onClick={() => {
                if (list.checking === null) onStep({ step: 'check' })
              }}
            >
              {words.checkAll}
            </Button>
          ) : null}
          <NewListLink />
        </>
      }
    />
  )
}

function ScheduledHead({ list, profile, canSend, canStart, needsApproval, onStep }: Props) {
  const t = useTexts(runTexts)
  const { locale } = useLocale()
  const question = useListQuestion(needsApproval ? undefined : profile, list.counts.ready)
  const [changing, setChanging] = useState(false)
  const { schedule, starts_at, quiet_until } = list
  const at = new Intl.DateTimeFormat(locale, {
    dateStyle: 'full',
    timeStyle: 'short',
    ...(schedule && { timeZone: schedule.zone }),
  })
  return (
    <>
      <HeadFrame
        tone="info"
        title={t.scheduledFor(starts_at ? at.format(new Date(starts_at)) : (schedule?.at ?? ''))}
        meta={
          <>
            <ListName list={list} /> · {schedule?.zone}
            {starts_at ? (
              <>
                {' · '}
                <StartsIn at={starts_at} />
              </>
            ) : null}{' '}
            · {t.by(me.nameOf(list.actor))}
            {quiet_until ? ` · ${t.quietUntil(at.format(new Date(quiet_until)))}` : ''}
          </>
        }
        tools={
          <>
            {canStart ? (
              <>
                <Button onClick={() => setChanging(true)}>{t.changeTime}</Button>
                <HoldButton question={question} onPress={() => onStep({ step: 'start' })}>
                  {t.startNow}
                </HoldButton>
              </>
            ) : null}
            {canSend ? (
              <Button variant="danger" onClick={() => onStep({ step: 'pause' })}>
                {t.cancelSchedule}
              </Button>
            ) : null}
            <NewListLink />
          </>
        }
      />
      {changing ? (
        <ScheduleDialog
          list={list}
          confirm={needsApproval ? t.submit : t.save(list.counts.ready)}
          question={question}
          onSchedule={(next) => {
            setChanging(false)
            onStep({ step: 'start', schedule: next })
          }}
          onClose={() => setChanging(false)}
        />
      ) : null}
    </>
  )
}

function StartsIn({ at }: { at: string }) {
  const t = useTexts(runTexts)
  const { locale } = useLocale()
  const seconds = (Date.parse(at) - useNow()) / 1000
  return seconds > 0 ? t.startsIn(formatSpan(seconds, locale)) : t.starting
}

function RunningHead({ list, profile, canSend, canStart, needsApproval, onStep }: Props) {
  const t = useTexts(runTexts)
  const words = useTexts(listTexts)
  const moment = useMoment()
  const [stopping, setStopping] = useState(false)
  const left = sendable(list) - done(list) - list.counts.running
  const question = useListQuestion(needsApproval ? undefined : profile, left)
  const isPaused = list.state === 'paused'
  return (
    <>
      <HeadFrame
        {...(isPaused && { tone: 'warn' as const })}
        title={
          isPaused ? (
            <>
              {t.pausedTitle}: <ListName list={list} />
            </>
          ) : (
            t.sending(list.name || words.untitled)
          )
        }
        meta={
          isPaused
            ? t.paused[list.paused_by ?? 'person']
            : list.quiet_until
              ? t.quietUntil(moment(list.quiet_until))
              : t.leave
        }
        tools={
          <>
            {!(isPaused ? canStart : canSend) ? null : isPaused ? (
              <HoldButton
                variant="primary"
                icon={<Play size={16} aria-hidden="true" />}
                question={question}
                onPress={() => onStep({ step: 'resume' })}
              >
                {needsApproval ? t.submit : t.resume}
              </HoldButton>
            ) : (
              <Button
                icon={<Pause size={16} aria-hidden="true" />}
                onClick={() => onStep({ step: 'pause' })}
              >
                {t.pause}
              </Button>
            )}
            {canSend ? (
              <Button
                variant="danger"
                icon={<Square size={14} aria-hidden="true" />}
                onClick={() => setStopping(true)}
              >
                {t.stop}
              </Button>
            ) : null}
            <NewListLink />
          </>
        }
      />
      <Progress list={list} />
      {stopping ? (
        <ConfirmDialog
          title={t.stopTitle}
          confirm={t.stopConfirm}
          variant="danger"
          onConfirm={() => {
            setStopping(false)
            onStep({ step: 'stop' })
          }}
          onClose={() => setStopping(false)}
        >
          <p>{t.stopText(arrived(list) + list.counts.running, left)}</p>
        </ConfirmDialog>
      ) : null}
    </>
  )
}
