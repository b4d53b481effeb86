import type { Role } from '#contract/access/roles'
import type { Bilingual } from '#contract/locale'
import type { Profile } from '#contract/profile'

/** Whether this console asks to sign in; the server says so in the page. */
export const ASKS_TO_SIGN_IN = globalThis.document?.documentElement.dataset.signIn !== undefined

type Rights = {
  /** With an app: to send, a production app has to name the person. */
  on: (role: Role, app: Pick<Profile, 'id' | 'environment'>) => boolean
  /** With at least one app. */
  anywhere: (role: Role) => boolean
  /** With every app; `admin` also for people, retention, export and the audit. */
  everywhere: (role: Role) => boolean
}

/**
 * What the person may do. It only hides what the server would refuse: everything, unless the console
 * asks to sign in. Set before the page is first rendered, like {@link me}.
 */
export const may: Rights = {
  on: () => true,
  anywhere: () => true,
  everywhere: () => true,
}

/** Who uses the page. */
export const me = {
  /** The actor of what is sent from here. */
  actor: 'local',
  /** The name of an actor; without sign-in it is `local`. */
  nameOf: (actor: string) =>
    actor === 'local' && document.documentElement.lang === 'zh-CN' ? '本机' : actor,
  /** Why Send is off. */
  cannotSend: { zh: '', en: '' } as Bilingual,
}
