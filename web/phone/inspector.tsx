import type { EmulatorState } from '#contract/emulator-state'
import { useTexts } from '../i18n/texts.ts'
import { Pane } from '../ui/pane.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { AssumptionsTab } from './assumptions-tab.tsx'
import { ClockTab } from './clock-tab.tsx'
import type { Conversation } from './conversations.ts'
import { EventTab } from './event-tab.tsx'
import { FaultsTab } from './faults-tab.tsx'
import styles from './inspector.module.css'
import { ScenarioTab } from './scenario-tab.tsx'
import { phoneTexts } from './texts.ts'
import type { ReadClock } from './use-emulator-now.ts'
import { TABS, type Tab } from './use-place.ts'

type Props = {
  profile: string
  state: EmulatorState
  clock: ReadClock
  open: Conversation | undefined
  tab: Tab
  onTab: (tab: Tab) => void
}

/** What goes on behind the phone, one part at a time. */
export function Inspector({ profile, state, clock, open, tab, onTab }: Props) {
  const t = useTexts(phoneTexts)
  return (
    <Pane title={t.inspector}>
      <div className={styles.tabs}>
        <Segmented
          legend={t.part}
          value={tab}
          options={TABS.map((value) => ({ value, label: t.tabs[value] }))}
          onChange={onTab}
        />
      </div>
      {tab === 'event' ? <EventTab profile={profile} state={state} open={open} /> : null}
      {tab === 'clock' ? <ClockTab profile={profile} clock={clock} open={open} /> : null}
      {tab === 'assumptions' ? (
        <AssumptionsTab profile={profile} assumptions={state.assumptions} />
      ) : null}
      {tab === 'faults' ? <FaultsTab profile={profile} state={state.faults} /> : null}
      {tab === 'scenario' ? <ScenarioTab profile={profile} limits={state.limits} /> : null}
    </Pane>
  )
}
