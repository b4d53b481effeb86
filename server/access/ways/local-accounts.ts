import { PEOPLE_LIMITS } from '#contract/access/people'
import type { Grant } from '#contract/access/roles'
import { SIGN_IN_PATH } from '#contract/access/session'
import type { Tx } from '../../storage/database.ts'
import type { Storage } from '../../storage/storage.ts'
import {
  hashSecret,
  lockPeople,
  type PeopleStore,
  type PersonRejection,
  type PersonRow,
} from '../people.ts'
import { newSecret, SECRET } from '../sessions.ts'
import { COMMON_PASSWORDS } from './common-passwords.ts'
import { checkPassword, hashPassword } from './password-hash.ts'
import { createTryLimits, type TryLimits } from './try-limits.ts'

type LocalDeps = { storage: Storage; people: PeopleStore; now: () => number }

type SignInResult =
  | { person: PersonRow }
  | { refused: 'wrong' }
  | { refused: 'wait'; wait_ms: number }
type SetupResult =
  | { person: PersonRow }
  | { refused: 'link' | 'password' | 'name' }
  | PersonRejection

/** A one-time link: its path and secret, and when it ends in milliseconds since 1970. */
type OneTimeLink = { path: string; ends_at_ms: number }

const DAY_MS = 86_400_000

/** Accounts that sign in with a name and a password. */
export function createLocalAccounts({ storage, people, now }: LocalDeps) {
  let limits: Promise<TryLimits> | undefined

  async function newLink(tx: Tx, person: string | null): Promise<OneTimeLink> {
    const secret = newSecret()
    const ends_at_ms = now() + DAY_MS
    await tx.deleteFrom('sign_in_links').where('ends_at_ms', '<=', now()).execute()
    if (person !== null) {
      await tx.deleteFrom('sign_in_links').where('person', '=', person).execute()
    }
    await tx
      .insertInto('sign_in_links')
      .values({ hash: hashSecret(secret), person, ends_at_ms })
      .execute()
    return { path: `${SIGN_IN_PATH}#setup=${secret}`, ends_at_ms }
  }

  /** Returns whose link a secret is: a person's, or the first admin's as null; undefined if it has ended. */
  async function linkOf(db: Pick<Tx, 'selectFrom'>, secret: string) {
    if (!SECRET.test(secret)) return undefined
    const link = await db
      .selectFrom('sign_in_links as l')
      .leftJoin('people as p', 'p.id', 'l.person')
      .select(['l.person', 'p.subject', 'p.disabled_at_ms', 'p.removed_at_ms'])
      .where('l.hash', '=', hashSecret(secret))
      .where('l.ends_at_ms', '>', now())
      .executeTakeFirst()
    if (!link || link.disabled_at_ms !== null || link.removed_at_ms !== null) return undefined
    return { person: link.person, name: link.subject }
  }

  const endLinks = (tx: Tx, person: string | null) => {
    const links = tx.deleteFrom('sign_in_links')
    return (
      person === null ? links.where('person', 'is', null) : links.where('person', '=', person)
    ).execute()
  }

  const setHash = (tx: Tx, id: string, password_hash: string) =>
    tx.updateTable('people').set({ password_hash }).where('id', '=', id).execute()

  /** Whether someone can administrate everything: then no link makes a first admin. */
  async function hasAdmin(db: Pick<Tx, 'selectFrom'>): Promise<boolean> {
    const accounts = await db
      .selectFrom('people')
      .selectAll()
      .where((is) => is.or([is('way', '<>', 'local'), is('password_hash', 'is not', null)]))
      .where('removed_at_ms', 'is', null)
      .execute()
    return accounts.some(people.isAdmin)
  }

  return {
    /** Returns a link that makes the first admin; null if there is one. */
    firstAdminLink: (): Promise<OneTimeLink | null> =>
      storage.write(async (tx) => ((await hasAdmin(tx)) ? null : newLink(tx, null))),
    /** Returns whose link it is; undefined if it has ended. */
    readLink: (secret: string) => storage.read((db) => linkOf(db, secret)),
    /** Uses a link: sets the password of its person, or makes the first admin with this name. */
    async setUp(secret: string, name: string | undefined, password: string): Promise<SetupResult> {
      const link = await storage.read((db) => linkOf(db, secret))
      if (!link) return { refused: 'link' }
      const accountName = link.name ?? name
      if (accountName === undefined) return { refused: 'name' }
      if (isGuessable(password, accountName)) return { refused: 'password' }
      const password_hash = await hashPassword(password)
      return storage.write(async (tx): Promise<SetupResult> => {
        await lockPeople(tx, storage.kind)
        // Read again: the hash took its time, and the link works once.
        const still = await linkOf(tx, secret)
        if (!still) return { refused: 'link' }
        await endLinks(tx, still.person)
        if (still.person !== null) {
          await setHash(tx, still.person, password_hash)
          await tx.deleteFrom('sessions').where('person', '=', still.person).execute()
          const person = await tx
            .selectFrom('people')
            .selectAll()
            .where('id', '=', still.person)
            .executeTakeFirstOrThrow()
          return { person }
        }
        if (await hasAdmin(tx)) return { refused: 'link' }
        return insertAccount(tx, accountName, accountName, [ADMIN], password_hash)
      })
    },
    /** Compares name and password, as slowly for an unknown name as for a known one. */
    async signIn(name: string, password: string, address: string): Promise<SignInResult> {
      const account = name.slice(0, PEOPLE_LIMITS.name.max).toLowerCase()
      limits ??= createTryLimits(storage)
      const tries = await limits
      const wait_ms = await tries.begin(account, address)
      if (wait_ms !== null) return { refused: 'wait', wait_ms }
      const person = await people.bySubject('local', account)
      const { isRight, isOld } = await checkPassword(password, person?.password_hash ?? null)
      if (!isRight || !person || person.disabled_at_ms !== null) return { refused: 'wrong' }
      await tries.succeeded(account, address)
      if (isOld) {
        const renewed = await hashPassword(password)
        await storage.write((tx) => setHash(tx, person.id, renewed))
      }
      return { person }
    },
    /** Adds an account without a password, and a link to set one. */
    invite: (
      account: { sign_in_name: string; name?: string | undefined; grants: readonly Grant[] },
      by: string,
    ): Promise<{ person: PersonRow; link: OneTimeLink } | PersonRejection> =>
      people.changeAsAdmin(by, by, async (tx) => {
        const { sign_in_name, name = sign_in_name, grants } = account
        const added = await insertAccount(tx, sign_in_name, name, grants, null)
        if ('rejected' in added) return added
        return { person: added.person, link: await newLink(tx, added.person.id) }
      }),
    /** Returns a new link for the password of a person; earlier ones end. */
    renewLink: (id: string, by: string): Promise<OneTimeLink | PersonRejection> =>
      people.changeAsAdmin(by, id, async (tx, row) =>
        row.way === 'local' ? newLink(tx, id) : { rejected: 'unknown' },
      ),
    /** Changes the own password; false if the current one is wrong. */
    async changePassword(
      person: PersonRow,
      { current, password, address }: { current: string; password: string; address: string },
    ): Promise<'changed' | 'wrong' | 'guessable' | { wait_ms: number }> {
      limits ??= createTryLimits(storage)
      const tries = await limits
      const wait_ms = await tries.begin(person.subject, address)
      if (wait_ms !== null) return { wait_ms }
      if (!(await checkPassword(current, person.password_hash)).isRight) return 'wrong'
      await tries.succeeded(person.subject, address)
      if (isGuessable(password, person.subject)) return 'guessable'
      const password_hash = await hashPassword(password)
      await storage.write(async (tx) => {
        await setHash(tx, person.id, password_hash)
        await endLinks(tx, person.id)
      })
      return 'changed'
    },
  }

  async function insertAccount(
    tx: Tx,
    subject: string,
    name: string,
    grants: readonly Grant[],
    password_hash: string | null,
  ): Promise<{ person: PersonRow } | PersonRejection> {
    const taken = await tx
      .selectFrom('people')
      .select('id')
      .where('way', '=', 'local')
      .where('subject', '=', subject)
      .where('removed_at_ms', 'is', null)
      .executeTakeFirst()
    if (taken) return { rejected: 'name_taken' }
    const row = await people.insert(tx, { way: 'local', subject, name, grants }, password_hash)
    return 'rejected' in row ? row : { person: row }
  }
}

const ADMIN: Grant = { app: '*', role: 'admin', approver: true }

/** Words that a guesser tries first, also joined and with digits. */
const COMMON =
  /password|passwort|passw0rd|p@ssw|qwert|asdf|zxcv|letmein|welcome|admin|iloveyou|changeme|feishu|lark|console|follow-?up|woaini|mima|dragon|monkey|football|baseball|sunshine|princess|superman|master|secret|test|abc|123|000|111|666|888/g

/** Whether a password is a common one, or consists of repeats, sequences, the account's name or words. */
function isGuessable(password: string, name: string): boolean {
  const text = password.normalize('NFKC').toLowerCase()
  const rest = text
    .replaceAll(name, '')
    .replaceAll(COMMON, '')
    .replace(/[\d\s\W_]+/g, '')
  const steps = [...text]
    .slice(1)
    .map((character, i) => character.charCodeAt(0) - text.charCodeAt(i))
  const distinct = new Set(text).size
  if (distinct < 5 || new Set(steps).size <= 2) return true
  // Also with digits or signs around it, as in `Administrator2024!`.
  const word = text.replace(/^[^a-z]+|[^a-z]+$/g, '')
  if (COMMON_PASSWORDS.has(text) || COMMON_PASSWORDS.has(word)) return true
  return /[a-z\d]/.test(text) && rest.length < 4
}
