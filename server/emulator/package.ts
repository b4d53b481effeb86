import { validateAssumptions } from './assumptions/assumptions.ts'
import { createEmulator as startEmulator } from './emulator.ts'

/*
 * What the package exports as `./emulator`. The build writes the declarations of this file alone, so
 * its types use only each other.
 */

/** How an emulator is started. */
export type EmulatorOptions = {
  /** 0, the default, picks a free port. */
  port?: number
  /** The address to listen on, 127.0.0.1 by default; another than loopback needs `allowedHosts`. */
  host?: string
  /** Hosts that requests may name beside the loopback names, such as `emulator:4311`. */
  allowedHosts?: readonly string[]
  /** Hosts beside loopback that events may go to, in lower case and without ports. */
  allowedEventHosts?: readonly string[]
  /** What it holds at the start; a built-in tenant by default. */
  seed?: Scenario
  /** `frozen` stands still until it is moved; a function replaces the machine's clock. */
  clock?: 'real' | 'frozen' | (() => number)
  /** Choices for what Feishu does not document, by name: see docs/emulator.md. */
  assumptions?: Readonly<Record<string, string>>
  /** Gets one line for each request; nothing is logged by default. */
  log?: (line: string) => void
  /** Gets one line for each unknown call and rejected host; `console.warn` by default. */
  warn?: (line: string) => void
}

/** A running emulator. */
export type Emulator = {
  /** `http://127.0.0.1:4311`: the platform's base URL for a client. */
  url: string
  port: number
  /** Goes back to the start: seed, assumptions, clock. Tokens and subscriptions stay. */
  reset(): void
  close(): Promise<void>
}

/**
 * A tenant with its users, bots and chats. Times are ages in milliseconds, so that a recent message
 * is recent whenever the scenario is loaded. `schemas/scenario.schema.json` has the limits.
 */
export type Scenario = {
  version: 1
  tenant_key?: string
  apps: ScenarioApp[]
  users: ScenarioUser[]
  /** The most recently active chat comes last. */
  chats?: ScenarioChat[]
  /** Oldest first. */
  cards?: ScenarioCard[]
  images?: ScenarioImage[]
  /** By default the first app and the first user. */
  default_app_id?: string
  default_receiver_open_id?: string
  /** Sample messages, by message_id. */
  demonstrations?: string[]
  /** The values that differ from the default, by name. */
  assumptions?: Record<string, string>
}

export type ScenarioApp = {
  app_id: string
  /** `emulator-secret` by default. */
  app_secret?: string
  app_type?: 'custom' | 'isv'
  name: string
  bot_open_id?: string
  scopes?: string[]
  /** Users outside its availability range, by open_id. */
  unavailable_to?: string[]
  enabled?: boolean
  bot_enabled?: boolean
}

export type ScenarioUser = {
  open_id: string
  user_id?: string
  union_id?: string
  email?: string
  mobile?: string
  name: string
  /** Of the client, such as `zh_cn`, the default. */
  language?: Language
  /** Of the client, such as `7.64.6`; before 7.20 it shows no bubbles. */
  client_version?: string
  /** Of another tenant. */
  external?: boolean
}

export type ScenarioChat = {
  chat_id: string
  chat_mode: 'p2p' | 'group'
  name: string
  app_ids: string[]
  open_ids: string[]
  age_ms?: number
  /** Oldest first. */
  messages?: ScenarioMessage[]
}

export type ScenarioMessage = {
  message_id: string
  /** An app_id or an open_id. */
  from: string
  /** Shorthand for a text message, instead of `msg_type` and `content`. */
  text?: string
  msg_type?: string
  /** The JSON text that Feishu calls `content`. */
  content?: string
  age_ms: number
  follow_ups?: { content: string; i18n_contents?: { content: string; language: Language }[] }[]
  read_by?: string[]
  reactions?: { reaction_id: string; app_id: string; emoji_type: string; age_ms: number }[]
}

/** A card of its own, which is changed by its ID. */
export type ScenarioCard = {
  card_id: string
  app_id: string
  age_ms?: number
  /** The card in schema 2.0, or the data of a template. */
  data: Record<string, unknown>
  is_template?: boolean
  /** The time since its streaming mode was turned on; left out if it is off. */
  streaming_age_ms?: number
  /** The highest sequence number of a change. */
  sequence?: number
  /** The `uuid`s of its changes. */
  uuids?: string[]
  /** The message that shows it. */
  message_id?: string
}

export type ScenarioImage = {
  image_key: string
  app_id: string
  image_type?: 'message' | 'avatar'
  /** The bytes of the file. */
  base64: string
}

/** A language of `i18n_contents`. */
export type Language =
  | 'en_us'
  | 'zh_cn'
  | 'zh_hk'
  | 'zh_tw'
  | 'ja_jp'
  | 'id_id'
  | 'vi_vn'
  | 'th_th'
  | 'pt_br'
  | 'es_es'
  | 'ko_kr'
  | 'de_de'
  | 'fr_fr'
  | 'it_it'
  | 'ru_ru'
  | 'ms_my'

/**
 * Starts a double of the platform on its own port; a process can hold any number.
 * @throws Error if the seed is invalid, with each path in its message
 * @throws TypeError if `host` is not a loopback address and there are no `allowedHosts`, or for an
 *   unknown assumption
 * @throws the system's error if the port is not available, e.g. with `code: 'EADDRINUSE'`
 */
export function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const [issue] = validateAssumptions(options.assumptions ?? {})
  if (issue) throw new TypeError(`assumptions.${issue.path}: ${issue.message.en}`)
  return startEmulator(options)
}
