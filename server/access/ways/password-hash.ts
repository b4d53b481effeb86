import * as crypto from 'node:crypto'
import { promisify } from 'node:util'

const KEY_BYTES = 32
const SALT_BYTES = 16

/** The minimum that OWASP recommends: 19 MiB, two passes. */
const ARGON2 = { memory: 19_456, passes: 2, parallelism: 1 } as const
/** One of the settings that OWASP recommends for scrypt: 32 MiB. */
const SCRYPT = { ln: 15, r: 8, p: 3 } as const

const PHC = /^\$(argon2id|scrypt)\$(?:v=19\$)?([a-z]+=\d+(?:,[a-z]+=\d+)*)\$([\w+/]+)\$([\w+/]+)$/

/** Undefined before Node 24.7. */
const argon2 = 'argon2' in crypto ? promisify(crypto.argon2) : null
const scrypt = promisify<
  crypto.BinaryLike,
  crypto.BinaryLike,
  number,
  crypto.ScryptOptions,
  Buffer
>(crypto.scrypt)

/** The hashes of a process are computed one after the other: each takes up to 32 MiB. */
let previous: Promise<unknown> = Promise.resolve()
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const next = previous.then(work, work)
  previous = next.catch(() => {})
  return next
}

type Parameters = Readonly<Record<string, number>>

const CURRENT: { kind: string; parameters: Parameters } = argon2
  ? { kind: 'argon2id', parameters: { m: ARGON2.memory, t: ARGON2.passes, p: ARGON2.parallelism } }
  : { kind: 'scrypt', parameters: SCRYPT }

/** Returns the hash of a password in the PHC format, which names its algorithm and parameters. */
export async function hashPassword(
  password: string,
  { kind, parameters } = CURRENT,
): Promise<string> {
  const salt = crypto.randomBytes(SALT_BYTES)
  const key = await inTurn(() => derive(kind, parameters, password, salt))
  const version = kind === 'argon2id' ? 'v=19$' : ''
  const list = Object.entries(parameters).map(([name, value]) => `${name}=${value}`)
  return `$${kind}$${version}${list.join(',')}$${base64(salt)}$${base64(key)}`
}

/** A hash that no password has: comparing with it takes as long as with that of a person. */
let decoy: Promise<string> | undefined

/**
 * Whether a password has this hash, and whether the hash should be renewed because it was made with
 * another algorithm or other parameters. Takes as long if there is no hash.
 */
export async function checkPassword(
  password: string,
  stored: string | null,
): Promise<{ isRight: boolean; isOld: boolean }> {
  decoy ??= hashPassword(crypto.randomUUID())
  const hash = stored ?? (await decoy)
  const [, kind = '', list = '', salt = '', key = ''] = PHC.exec(hash) ?? []
  const parameters = Object.fromEntries(
    list.split(',').map((one) => {
      const [name = '', value] = one.split('=')
      return [name, Number(value)]
    }),
  )
  const expected = Buffer.from(key, 'base64')
  const derived = await inTurn(() =>
    derive(kind, parameters, password, Buffer.from(salt, 'base64')),
  )
  const isEqual = derived.length === expected.length && crypto.timingSafeEqual(derived, expected)
  const isOld =
    kind !== CURRENT.kind || JSON.stringify(parameters) !== JSON.stringify(CURRENT.parameters)
  return { isRight: isEqual && stored !== null, isOld }
}

async function derive(
  kind: string,
  { m = 0, t = 0, p = 0, ln = 0, r = 0 }: Parameters,
  password: string,
  salt: Buffer,
): Promise<Buffer> {
  // The same password may be typed in several Unicode forms.
  const message = Buffer.from(password.normalize('NFKC'))
  if (kind === 'argon2id') {
    if (!argon2) throw new Error('a password hash needs Node 24.7 or newer')
    const key = { message, nonce: salt, parallelism: p, tagLength: KEY_BYTES, memory: m, passes: t }
    return argon2('argon2id', key)
  }
  const N = 2 ** ln
  return scrypt(message, salt, KEY_BYTES, { N, r, p, maxmem: 256 * N * r })
}

const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
