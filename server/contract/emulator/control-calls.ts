/** What a console has to know of a control call to forward it; `calls.ts` adds the schemas. */
export type ControlCall = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Below `/_emulator`, and below `/api/emulator` of a console. */
  path: string
  /** What the call does, for the documentation. */
  summary: string
  /** `application/json` by default. */
  contentType?: 'text/event-stream'
  /** How large the body may be, in bytes, if it may be larger than usual. */
  maxBytes?: BodyLimit
}

/** A console has clients on other machines, so it forwards less than the emulator accepts. */
type BodyLimit = { direct: number; throughConsole: number }

/** A console marks its own requests with it; a page of another site cannot send it. */
export const CONSOLE_HEADER = 'x-follow-up-console'

const KB = 1024
export const USUAL_MAX_BYTES: BodyLimit = { direct: 256 * KB, throughConsole: 64 * KB }

/** The calls without their schemas, which take a third of the memory of all: few consoles need them. */
export const CONTROL_CALLS = {
  readHealth: { method: 'GET', path: '/health', summary: 'Whether it is ready' },
  readState: {
    method: 'GET',
    path: '/state',
    summary: 'Everything the emulator holds, without secrets',
  },
  followChanges: {
    method: 'GET',
    path: '/stream',
    summary: 'Server-sent events: `state` with the version after each change',
    contentType: 'text/event-stream',
  },
  readMessage: {
    method: 'GET',
    path: '/messages/:message_id',
    summary: 'One message with its bubbles',
  },
  reset: {
    method: 'POST',
    path: '/reset',
    summary: 'Goes back to the seed, the clock included; tokens and subscriptions stay',
  },
  moveClock: {
    method: 'POST',
    path: '/clock',
    summary: 'Freezes, resumes, advances or sets the clock',
  },
  assume: { method: 'POST', path: '/assumptions', summary: 'Chooses other assumptions, by name' },
  writeAsUser: {
    method: 'POST',
    path: '/users/:open_id/messages',
    summary: 'A user writes in a chat, or to a bot',
  },
  click: {
    method: 'POST',
    path: '/users/:open_id/clicks',
    summary: 'A user clicks a bubble, which sends its text',
  },
  enterChat: {
    method: 'POST',
    path: '/users/:open_id/enter',
    summary: 'A user opens the chat with a bot, which gets the event of it',
  },
  readChat: {
    method: 'POST',
    path: '/users/:open_id/read',
    summary: 'A user reads all messages of a chat',
  },
  changeUser: {
    method: 'PATCH',
    path: '/users/:open_id',
    summary: 'Changes a user’s name, or the language or version of the client',
  },
  changeApp: {
    method: 'PATCH',
    path: '/apps/:app_id',
    summary: 'Changes an app’s scopes, availability or status',
  },
  decideRegistration: {
    method: 'POST',
    path: '/registrations/:user_code',
    summary: 'A user approves or denies an app that is connected by scan',
  },
  writeAsBot: {
    method: 'POST',
    path: '/bots/:app_id/messages',
    summary: 'A bot writes in a chat, or to a user, whatever its permissions',
  },
  saveScenario: {
    method: 'GET',
    path: '/scenario',
    summary: 'Saves everything as a scenario, without secrets',
  },
  loadScenario: {
    method: 'POST',
    path: '/scenario',
    summary: 'Replaces everything by a scenario',
    maxBytes: { direct: 64 * KB * KB, throughConsole: KB * KB },
  },
  subscribe: {
    method: 'POST',
    path: '/apps/:app_id/subscription',
    summary: 'Sets how an app gets events: by webhook, after a challenge, or by long connection',
  },
  unsubscribe: {
    method: 'DELETE',
    path: '/apps/:app_id/subscription',
    summary: 'Stops sending events to an app',
  },
  readDeliveries: {
    method: 'GET',
    path: '/deliveries',
    summary: 'Events sent to apps, with every attempt',
  },
  redeliver: {
    method: 'POST',
    path: '/deliveries/:delivery_id/redeliver',
    summary: 'Sends an event again, as a new delivery',
  },
  dropConnection: {
    method: 'DELETE',
    path: '/connections/:connection_id',
    summary: 'Ends a long connection, as a broken network does',
  },
  readFaults: {
    method: 'GET',
    path: '/faults',
    summary: 'Active fault rules, and the calls they hit',
  },
  addFault: { method: 'POST', path: '/faults', summary: 'Adds a fault rule' },
  removeFaults: { method: 'DELETE', path: '/faults', summary: 'Removes all fault rules' },
  removeFault: { method: 'DELETE', path: '/faults/:fault_id', summary: 'Removes a fault rule' },
} as const satisfies Record<string, ControlCall>
