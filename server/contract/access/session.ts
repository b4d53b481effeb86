import * as z from 'zod/mini'
import { rightsSchema } from './roles.ts'

/** How people sign in; `proxy` stands for a proxy that has signed them in already. */
export const SIGN_IN_WAYS = ['local', 'feishu', 'oidc', 'proxy'] as const
export type SignInWay = (typeof SIGN_IN_WAYS)[number]

/** Where the page asks to sign in; a one-time link has its secret in the fragment: `#setup=…`. */
export const SIGN_IN_PATH = '/sign-in'

/** The response of `GET /api/session`, which needs no sign-in. */
export const sessionSchema = z.object({
  /** Whether the console asks to sign in at all. */
  sign_in: z.boolean(),
  /** The console is open beyond this machine without a sign-in, on purpose. */
  open_without_sign_in: z.boolean(),
  /** What the sign-in page offers; empty if a proxy signs people in. */
  ways: z.array(
    z.object({
      way: z.enum(SIGN_IN_WAYS),
      /** The brand of the platform (`feishu`, `lark`, `emulator`) or the host of the OIDC provider. */
      name: z.string(),
    }),
  ),
  signed_in: z.boolean(),
  /** Null if not signed in; without sign-in `local`, with the right to everything. */
  person: z.nullable(
    z.object({
      id: z.string(),
      name: z.string(),
      kind: z.enum(['local', 'person', 'token']),
      way: z.nullable(z.enum(SIGN_IN_WAYS)),
      /** Use mayOn(), mayAnywhere() and mayEverywhere() of roles.ts to hide what is not allowed. */
      rights: rightsSchema,
      /** A session of this console, which can be ended; false if a proxy or a token signs in. */
      can_sign_out: z.boolean(),
    }),
  ),
})
export type Session = z.infer<typeof sessionSchema>

/** Characters of a password (NIST SP 800-63B-4: long, without rules for its characters). */
export const PASSWORD_LIMITS = { min: 12, max: 256 } as const

/** The name that a local account signs in with. */
const signInName = z
  .string()
  .check(z.regex(/^[a-z0-9][a-z0-9._@+-]{0,63}$/, { error: 'sign_in_name_shape' }))

const newPassword = z
  .string()
  .check(
    z.minLength(PASSWORD_LIMITS.min, { error: 'password_length' }),
    z.maxLength(PASSWORD_LIMITS.max, { error: 'password_length' }),
  )

const givenPassword = z
  .string()
  .check(z.maxLength(PASSWORD_LIMITS.max, { error: 'password_length' }))

/** The body of `POST /api/session/local`; the response is the session. */
export const localSignInSchema = z.strictObject({
  name: z.string().check(z.maxLength(64, { error: 'sign_in_name_shape' })),
  password: givenPassword,
})

/**
 * The body of `POST /api/session/setup`: a one-time link sets the password of an account, the one that
 * was printed at start makes the first admin, who chooses a name.
 */
export const setupSchema = z.strictObject({
  token: z.string().check(z.maxLength(100, { error: 'setup_token' })),
  name: z.optional(signInName),
  password: newPassword,
})

/** The body and the response of `POST /api/session/setup/read`: whose link it is. */
export const setupReadSchema = z.strictObject({
  token: z.string().check(z.maxLength(100, { error: 'setup_token' })),
})
export const setupOfSchema = z.object({
  /** Null if the link makes the first admin. */
  name: z.nullable(z.string()),
})

/** The body of `POST /api/session/start`: the page then goes to `url`. */
export const startSignInSchema = z.strictObject({
  way: z.enum(['feishu', 'oidc'], { error: 'sign_in_way' }),
  /** The path of this console to return to. */
  return_to: z.optional(z.string().check(z.maxLength(2000, { error: 'return_path' }))),
})
export const startedSignInSchema = z.object({ url: z.string() })

/** Why a sign-in by redirect failed, in the query of the sign-in page: `?failed=…`. */
export const SIGN_IN_FAILURES = [
  /** The person or the provider refused. */
  'denied',
  /** Too late, used already, or begun in another browser. */
  'expired',
  /** The tenant is not one of those that may sign in. */
  'tenant',
  /** The account was disabled. */
  'disabled',
  /** The provider did not respond as it should. */
  'provider',
] as const
export type SignInFailure = (typeof SIGN_IN_FAILURES)[number]

/** The body of `POST /api/session/sign_out`. */
export const signOutSchema = z.strictObject({
  /** Ends every session of the person. */
  everywhere: z.optional(z.boolean()),
})

/** The body of `POST /api/session/password`; other sessions of the person end. */
export const changePasswordSchema = z.strictObject({
  current: givenPassword,
  password: newPassword,
})

export { signInName as signInNameSchema }
