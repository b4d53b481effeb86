import type { EmulatorState } from '#contract/emulator/state'
import { useTexts } from '../../i18n/texts.ts'
import { Segmented } from '../../ui/form/segmented.tsx'
import { Pane } from '../../ui/layout.tsx'
import { AssumptionsTab } from './assumptions-tab.tsx'
import { CallsTab } from './calls-tab.tsx'
import type { ChatView } from './chat-views.ts'
import { ClockTab } from './clock-tab.tsx'
import type { ClockReading } from './emulator-clock.tsx'
import { EventTab } from './event-tab.tsx'
import { FaultsTab } from './faults-tab.tsx'
import styles from './inspector.module.css'
import { ScenarioTab } from './scenario-tab.tsx'
import { emulatorTexts } from './texts.ts'
import { INSPECTOR_TABS, type InspectorTab } from './use-page-params.ts'

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
      <div className={styles.tabs}>
        <Segmented
          legend={t.part}
          value={tab}
          options={INSPECTOR_TABS.map((value) => ({ value, label: t.tabs[value] }))}
          onChange={onTab}
        />
      </div>
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
