import type { ResultChange } from '#contract/results/result'
import type { ResultSource } from '#contract/results/result-kinds'
import type { ResultsFilter, ResultsSummary, Watching } from '#contract/results/summary'
import type { Ledger } from '../ledger/ledger.ts'
import type { LedgerSender } from '../ledger/sender.ts'

/** Something that happened in a chat, as one source reported it. Times are the platform's. */
export type Observation = {
  /** The ID of the profile whose app it was reported to. */
  profile: string
  chat_id: string
  source: ResultSource
  event:
    | {
        kind: 'user_message'
        message_id: string
        create_time_ms: number
        message_type: string
        /** The text of a text message, used to compare it with the bubbles and not stored; else null. */
        text: string | null
        /** As the event reports it, with the client's version and language. */
        user_agent?: string | undefined
      }
    | { kind: 'bot_message'; message_id: string; create_time_ms: number }
    /** `at_ms` is null if it is not known when the message was taken back. */
    | { kind: 'recalled'; message_id: string; at_ms: number | null }
}

/** What became of the bubbles of each push that landed. */
export type Results = {
  /**
   * Takes an observation of any source, in any order and any number of times.
   * @returns the push whose result it changed; null if it changed none
   */
  observe(observation: Observation): Promise<ResultChange | null>
  /** Calls back for every change, also of other consoles; returns a function that stops it. */
  subscribe(onChange: (change: ResultChange) => void): () => void
  /** Returns the numbers of all pushes that match. */
  summarize(filter: ResultsFilter): Promise<ResultsSummary>
  watching(profile: string): Promise<Watching>
  setPolling(profile: string, polling: boolean): Promise<Watching>
  /** Ends the pause of an app that lacked a scope or a token: a test has found that it has them now. */
  endPause(profile: string): void
  /** Looks at the chats of a profile soon, for example after its emulator was used. */
  lookSoon(profile: string): void
  /** Wraps what sends and resolves, so that results learn of it. */
  follow(sender: LedgerSender, ledger: Ledger): { sender: LedgerSender; ledger: Ledger }
  /** Aborted when the console stops. */
  ended: AbortSignal
  close(): Promise<void>
}
