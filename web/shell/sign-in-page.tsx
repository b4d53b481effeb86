import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import {
  type Session,
  SIGN_IN_FAILURES,
  SIGN_IN_PATH,
  type SignInWay,
} from '#contract/access/session'
import type { Locale } from '#contract/locale'
import { useSignIn, useSignOut } from '../api-client/access.ts'
import { BASE_PATH, RefusedError } from '../api-client/api.ts'
import { LocaleProvider } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { Announcer } from '../ui/announcer.tsx'
import { Button } from '../ui/button/button.tsx'
import { Callout } from '../ui/callout/callout.tsx'
import { LabelledInput, Switch } from '../ui/form/labelled-field.tsx'
import shared from '../ui/shared.module.css'
import { LanguageChoice, ThemeChoice } from './shell.tsx'
import styles from './sign-in.module.css'
import { signInTexts } from './sign-in-texts.ts'

type Props = { session: Session; locale: Locale; queries: QueryClient }

/** Asks to sign in, in place of the page that was opened, and then opens that page. */
export function SignInPage({ session, locale, queries }: Props) {
  const [, setup] = /^#setup=([\w-]+)$/.exec(location.hash) ?? []
  return (
    <QueryClientProvider client={queries}>
      <LocaleProvider first={locale}>
        <Announcer>
          <main className={styles.page}>
            <div className={styles.box}>
              {setup !== undefined ? (
                <Setup token={setup} />
              ) : session.person ? (
                <NoAccess person={session.person} />
              ) : (
                <Ways session={session} />
              )}
              <footer className={styles.footer}>
                <LanguageChoice />
                <ThemeChoice />
              </footer>
            </div>
          </main>
        </Announcer>
      </LocaleProvider>
    </QueryClientProvider>
  )
}

/** Tells a person without a role whom to ask. */
function NoAccess({ person }: { person: NonNullable<Session['person']> }) {
  const t = useTexts(signInTexts)
  const signOut = useSignOut()
  return (
    <>
      <h1 className={styles.title}>{t.noAccess}</h1>
      <p className={shared.quiet}>{t.noAccessWhy(person.name)}</p>
      <Button variant="primary" onClick={() => location.reload()}>
        {t.retry}
      </Button>
      {person.can_sign_out ? (
        <Button onClick={() => signOut.mutate(false, { onSuccess: () => location.reload() })}>
          {t.signOut}
        </Button>
      ) : null}
    </>
  )
}

/** The path of this console that was opened, without its base path. */
function openedPath(): string {
  const path = location.pathname.slice(BASE_PATH.length) || '/'
  return path === SIGN_IN_PATH ? '/' : path + location.search
}

function open(path: string): void {
  // What the address names after the # stays in the browser.
  const hash = path === openedPath() && !location.hash.startsWith('#setup=') ? location.hash : ''
  location.replace(BASE_PATH + path + hash)
  if (hash !== '') location.reload()
}

/** Runs a call of the sign-in; returns the message if it failed. */
function useAttempt() {
  const t = useTexts(signInTexts)
  const [pending, setPending] = useState(false)
  const [message, setMessage] = useState<string | null>(null)
  async function attempt(call: () => Promise<void>): Promise<void> {
    setPending(true)
    setMessage(null)
    try {
      await call()
    } catch (error) {
      const refused = error instanceof RefusedError ? error.refusal : null
      setMessage(refused?.issues[0]?.message ?? refused?.message ?? t.lost)
      setPending(false)
    }
  }
  return { pending, message, attempt }
}

function Failure({ children }: { children: ReactNode }) {
  return (
    <div role="alert">{children === null ? null : <Callout tone="bad">{children}</Callout>}</div>
  )
}

function Ways({ session: { ways } }: { session: Session }) {
  const t = useTexts(signInTexts)
  const { start } = useSignIn()
  const { pending, message, attempt } = useAttempt()
  const failed = new URLSearchParams(location.search).get('failed')
  const failure = SIGN_IN_FAILURES.find((one) => one === failed)
  const redirects = ways.filter(({ way }) => way === 'feishu' || way === 'oidc')
  const hasLocal = ways.some(({ way }) => way === 'local')
  return (
    <>
      <h1 className={styles.title}>{t.title}</h1>
      {ways.length === 0 ? (
        <Callout tone="warn" title={t.byProxy}>
          {t.byProxyNext}
        </Callout>
      ) : (
        <p className={shared.quiet}>{t.lead}</p>
      )}
      <Failure>{message ?? (failure ? t.failures[failure] : null)}</Failure>
      {redirects.map(({ way, name }, n) => (
        <Button
          key={way}
          variant={n === 0 ? 'primary' : 'secondary'}
          aria-disabled={pending}
          onClick={() =>
            void attempt(async () => {
              const { url } = await start(
                way as Exclude<SignInWay, 'local' | 'proxy'>,
                openedPath(),
              )
              location.assign(url)
            })
          }
        >
          {t.with(way === 'oidc' ? t.sso : (t.brands[name] ?? name))}
        </Button>
      ))}
      {redirects.length > 0 && hasLocal ? <p className={styles.or}>{t.or}</p> : null}
      {hasLocal ? <LocalForm isFirst={redirects.length === 0} /> : null}
    </>
  )
}

function LocalForm({ isFirst }: { isFirst: boolean }) {
  const t = useTexts(signInTexts)
  const { local } = useSignIn()
  const { pending, message, attempt } = useAttempt()
  const { register, handleSubmit } = useForm({ defaultValues: { name: '', password: '' } })
  const submit = handleSubmit((values) =>
    attempt(async () => {
      await local({ ...values, name: values.name.trim() })
      open(openedPath())
    }),
  )
  return (
    <form className={shared.stack3} onSubmit={(event) => void submit(event)} noValidate>
      <Failure>{message}</Failure>
      <LabelledInput
        label={t.name}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus={isFirst}
        {...register('name')}
      />
      <LabelledInput
        label={t.password}
        type="password"
        autoComplete="current-password"
        {...register('password')}
      />
      <Button type="submit" variant={isFirst ? 'primary' : 'secondary'} aria-disabled={pending}>
        {pending ? t.signingIn : t.signIn}
      </Button>
      <p className={shared.soft}>{t.noAccount}</p>
    </form>
  )
}

/** Sets the password of an account by a one-time link, or makes the first admin. */
function Setup({ token }: { token: string }) {
  const t = useTexts(signInTexts)
  const { readSetup, setUp } = useSignIn()
  const { pending, message, attempt } = useAttempt()
  const [account, setAccount] = useState<{ name: string | null } | 'ended' | null>(null)
  const [shown, setShown] = useState(false)
  const { register, handleSubmit } = useForm({ defaultValues: { name: '', password: '' } })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the link is read once
  useEffect(() => {
    void readSetup(token).then(setAccount, () => setAccount('ended'))
  }, [token])
  if (account === null) return <p role="status">{t.checking}</p>
  if (account === 'ended') {
    return (
      <>
        <h1 className={styles.title}>{t.title}</h1>
        <Failure>{t.linkEnded}</Failure>
        <Button onClick={() => open(SIGN_IN_PATH)}>{t.toSignIn}</Button>
      </>
    )
  }
  const isFirst = account.name === null
  const submit = handleSubmit(({ name, password }) =>
    attempt(async () => {
      await setUp({ token, password, ...(isFirst && { name: name.trim() }) })
      open('/')
    }),
  )
  return (
    <form className={shared.stack3} onSubmit={(event) => void submit(event)} noValidate>
      <h1 className={styles.title}>{isFirst ? t.setupFirst : t.setup}</h1>
      <p className={shared.quiet}>{isFirst ? t.setupFirstLead : t.setupFor(account.name ?? '')}</p>
      <Failure>{message}</Failure>
      {isFirst ? (
        <LabelledInput
          label={t.name}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          {...register('name')}
        />
      ) : null}
      <LabelledInput
        label={t.newPassword}
        hint={t.passwordHint}
        type={shown ? 'text' : 'password'}
        autoComplete="new-password"
        {...register('password')}
      />
      <Switch checked={shown} onChange={setShown}>
        {t.show}
      </Switch>
      <Button type="submit" variant="primary" aria-disabled={pending}>
        {t.save}
      </Button>
    </form>
  )
}
