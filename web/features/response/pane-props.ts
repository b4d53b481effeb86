import type { Profile } from '#contract/profile'
import type { Run, RunActions, RunKind } from '../exchange-view/run.ts'

export type ResponsePaneProps = {
  run: Run
  /** The last runs of this page, newest first. */
  recent: readonly Run[]
  onShowRun: (run: Run) => void
  /** Sends what is composed now. */
  send: (kind: RunKind) => void
  profile: Profile
} & RunActions

export type ShownRun = Exclude<Run, { status: 'idle' }>
