import { Download } from 'lucide-react'
import type { EmulatorAssumption, EmulatorState } from '#contract/emulator/state'
import type { AssumptionEvidence } from '#contract/event-sources/event-source'
import { controlCall, useControl } from '../../api-client/emulator.ts'
import { evidenceHref, useEvidence } from '../../api-client/event-sources.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { Badge } from '../../ui/callout/callout.tsx'
import { LabelledSelect } from '../../ui/form/labelled-field.tsx'
import { Segmented } from '../../ui/form/segmented.tsx'
import { Pane } from '../../ui/layout.tsx'
import shared from '../../ui/shared.module.css'
import { ExactText } from '../../ui/text/exact-text.tsx'
import type { ChatView } from './chat-views.ts'
import { ClockTab } from './clock-tab.tsx'
import { ControlFailure } from './control-failure.tsx'
import { type ClockReading, EmulatorTime } from './emulator-clock.tsx'
import { EventTab } from './event-tab.tsx'
import { FaultsTab } from './faults-tab.tsx'
import styles from './inspector.module.css'
import { inspectorTexts } from './inspector-texts.ts'
import { ScenarioTab } from './scenario-tab.tsx'
import { emulatorTexts } from './texts.ts'
import { INSPECTOR_TABS, type InspectorTab } from './use-page-params.ts'

const texts = defineTexts({
  en: {
    lead: 'Seen on this console: what real requests and clicks agree with.',
    none: 'Nothing seen yet. Requests and clicks with a real app add to it.',
    export: 'Export what was seen',
    seen: 'Seen:',
    times: (count: number) => (count === 1 ? 'once' : `${count} times`),
    brands: { feishu: 'Feishu', lark: 'Lark', emulator: 'emulator' },
  },
  zh: {
    lead: '本控制台的观察：实际请求和点击与哪个取值一致。',
    none: '还没有观察结果。使用真实应用发送和点击后会增加。',
    export: '导出观察结果',
    seen: '已观察到：',
    times: (count) => `${count} 次`,
    brands: { feishu: '飞书', lark: 'Lark', emulator: '模拟器' },
  },
})

type Props = {
  profile: string
  state: EmulatorState
  clock: ClockReading
  open: ChatView | undefined
  tab: InspectorTab
  onTab: (tab: InspectorTab) => void
}

/** The emulator's state behind the chats, in tabs. */
export function Inspector({ profile, state, clock, open, tab, onTab }: Props) {
  const t = useTexts(emulatorTexts)
  return (
    <Pane title={t.inspector}>
      <Segmented
        legend={t.part}
        value={tab}
        options={INSPECTOR_TABS.map((value) => ({ value, label: t.tabs[value] }))}
        onChange={onTab}
      />
      {tab === 'event' ? <EventTab profile={profile} state={state} open={open} /> : null}
      {tab === 'clock' ? <ClockTab profile={profile} clock={clock} open={open} /> : null}
      {tab === 'assumptions' ? (
        <AssumptionsTab profile={profile} assumptions={state.assumptions} />
      ) : null}
      {tab === 'faults' ? <FaultsTab profile={profile} state={state.faults} /> : null}
      {tab === 'calls' ? <CallsTab profile={profile} state={state} /> : null}
      {tab === 'scenario' ? <ScenarioTab profile={profile} limits={state.limits} /> : null}
    </Pane>
  )
}

/** The assumption that says what these calls return. */
const ASSUMPTION = 'missing_call'

/** The calls of bots that the emulator does not have, and what it responds to them. */
function CallsTab({ profile, state }: { profile: string; state: EmulatorState }) {
  const t = useTexts(inspectorTexts)
  const control = useControl(profile)
  const { apps, assumptions, missing_calls } = state
  const answer = assumptions.find(({ name }) => name === ASSUMPTION)
  const labels: Readonly<Record<string, string>> = t.callAnswers
  return (
    <div className={shared.stack4}>
      <p className={styles.lead}>{t.callsLead}</p>
      {answer ? (
        <LabelledSelect
          label={t.callAnswer}
          value={answer.value}
          options={answer.values.map((value) => ({ value, label: labels[value] ?? value }))}
          onValue={(value) =>
            control.mutate(
              controlCall('POST /api/emulator/assumptions', { body: { [ASSUMPTION]: value } }),
            )
          }
        />
      ) : null}
      <ControlFailure error={control.error} />
      {missing_calls.length === 0 ? <p className={shared.small}>{t.noCalls}</p> : null}
      <ul className={shared.stack2}>
        {missing_calls.toReversed().map(({ method, path, count, last_at_ms, app_id }) => (
          <li key={`${method} ${path}`} className={styles.card}>
            <code>
              {method} <ExactText>{path}</ExactText>
            </code>
            <p className={shared.small}>
              {t.callCount(count)} · {t.callLast} <EmulatorTime ms={last_at_ms} />
              {app_id === null ? null : (
                <>
                  {' · '}
                  <bdi>{t.callBy(apps.find((app) => app.app_id === app_id)?.name ?? app_id)}</bdi>
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </div>
  )
}

type AssumptionsTabProps = { profile: string; assumptions: readonly EmulatorAssumption[] }

const isChanged = ({ value, values }: EmulatorAssumption) => value !== values[0]

/** Each undocumented behaviour, with the emulator's current choice and the alternatives. */
function AssumptionsTab({ profile, assumptions }: AssumptionsTabProps) {
  const t = useTexts(inspectorTexts)
  const { locale } = useLocale()
  const control = useControl(profile)
  const assume = (body: Record<string, string>) =>
    control.mutate(controlCall('POST /api/emulator/assumptions', { body }))
  const changed = assumptions.filter(isChanged)
  return (
    <div className={shared.stack4}>
      <p className={styles.lead}>{t.assumptionsLead}</p>
      <EvidenceNote />
      {changed.length > 0 ? (
        <div>
          <Button
            onClick={() =>
              assume(Object.fromEntries(changed.map(({ name, values }) => [name, values[0] ?? ''])))
            }
          >
            {t.defaults}
          </Button>
        </div>
      ) : null}
      <ControlFailure error={control.error} />
      <ul className={shared.stack2}>
        {assumptions.map((assumption) => (
          <li key={assumption.name} className={styles.card}>
            <div className={styles.spread}>
              <span className={shared.line}>
                <code>{assumption.name}</code>
                {isChanged(assumption) ? <Badge tone="warn">{t.changed}</Badge> : null}
              </span>
              <select
                className={styles.select}
                aria-label={t.value(assumption.name)}
                value={assumption.value}
                onChange={({ target }) => assume({ [assumption.name]: target.value })}
              >
                {assumption.values.map((value) => (
                  <option key={value}>{value}</option>
                ))}
              </select>
            </div>
            <p className={styles.lead}>{assumption.description[locale]}</p>
            <EvidenceOf assumption={assumption.name} />
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What the evidence is, and a link to all of it as a file without IDs and texts. */
function EvidenceNote() {
  const t = useTexts(texts)
  const { data } = useEvidence()
  const isReal = data?.some(({ brand }) => brand !== 'emulator')
  return (
    <p className={styles.note}>
      {data && !isReal ? t.none : t.lead}{' '}
      {data && data.length > 0 ? (
        <a className={styles.link} href={evidenceHref()} download>
          <Download size={14} aria-hidden="true" />
          {t.export}
        </a>
      ) : null}
    </p>
  )
}

/** What was seen of one undocumented rule, the platform before emulators; nothing if nothing was. */
function EvidenceOf({ assumption }: { assumption: string }) {
  const t = useTexts(texts)
  const { data = [] } = useEvidence()
  const own = data.filter((one) => one.assumption === assumption)
  if (own.length === 0) return null
  const isEmulated = ({ brand }: AssumptionEvidence) => Number(brand === 'emulator')
  return (
    <p className={styles.note}>
      {t.seen}{' '}
      {own
        .toSorted((a, b) => isEmulated(a) - isEmulated(b))
        .map(({ brand, variant, detail, count }) => (
          <span
            key={`${brand} ${variant} ${detail}`}
            className={brand === 'emulator' ? styles.emulated : styles.real}
          >
            <code>{variant}</code>
            {detail === '' ? null : ` (${detail})`} {t.times(count)} · {t.brands[brand]}
          </span>
        ))}
    </p>
  )
}
