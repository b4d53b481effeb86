import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { retentionSchema } from '#contract/exchanges'
import { RETENTION_LIMITS } from '#contract/limits'
import { parseEnv } from './env.ts'
import { NO_REVERSE_PROXY } from './http/reverse-proxy.ts'
import { NO_LIMITS } from './ledger/send-limits.ts'
import { defaultDataFolder } from './storage-location.ts'

// With bytes that differ in the two base64 alphabets.
const KEY = Buffer.alloc(32, 0xfb)
const APP = { FEISHU_APP_ID: 'cli_a1b2', FEISHU_APP_SECRET: 'a-secret-of-the-app' }

function configOf(env: Record<string, string>) {
  const parsed = parseEnv(env)
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'))
  return parsed.config
}

function problemsOf(env: Record<string, string>) {
  const parsed = parseEnv(env)
  return parsed.ok ? [] : parsed.problems
}

describe('parsing the settings', () => {
  test('has defaults for all of them', () => {
    expect(configOf({})).toEqual({
      host: '127.0.0.1',
      access: null,
      openWithoutSignIn: false,
      allowedHosts: [],
      port: 4310,
      emulatorPort: 4311,
      emulatorHost: '127.0.0.1',
      emulatorAllowedHosts: [],
      allowedEventHosts: [],
      passOnHosts: [],
      realProfile: null,
      allowedBaseUrls: [
        'https://open.feishu.cn',
        'https://open.larksuite.com',
        'http://127.0.0.1:4311',
        'http://localhost:4311',
      ],
      upstreamDeadlineMs: 15_000,
      proxy: null,
      reverseProxy: NO_REVERSE_PROXY,
      sendLimits: NO_LIMITS,
      storage: { kind: 'sqlite', folder: resolve(import.meta.dirname, '../data') },
      consoleKey: null,
      forgetSecrets: false,
      rateBudget: true,
      metrics: false,
      keepLookups: true,
      log: 'problems',
      retention: { maxAgeMs: undefined, maxCount: undefined },
    })
  })

  test('treats an empty variable as missing', () => {
    expect(configOf({ PORT: '', HOST: ' ', FEISHU_APP_ID: '', FEISHU_APP_SECRET: '' })).toEqual(
      configOf({}),
    )
  })

  test('may name hosts that the emulator sends events to', () => {
    const { allowedEventHosts } = configOf({ EMULATOR_EVENT_HOSTS: 'bot.test, 10.0.0.7' })
    expect(allowedEventHosts).toEqual(['bot.test', '10.0.0.7'])
    const { passOnHosts } = configOf({ EVENT_PASS_ON_HOSTS: 'Bot.test,::2' })
    expect(passOnHosts).toEqual(['bot.test', '::2'])
  })

  test('opens the emulator beyond this machine only with hosts of its own', () => {
    const beyond = { HOST: '0.0.0.0', ALLOWED_HOSTS: 'console.test', INSECURE_NO_LOGIN: '1' }
    expect(configOf(beyond)).toMatchObject({ emulatorHost: '127.0.0.1', emulatorAllowedHosts: [] })
    expect(configOf({ HOST: '::1' })).toMatchObject({ emulatorHost: '::1' })
    const hosts = { EMULATOR_ALLOWED_HOSTS: 'Emulator:4311, host.docker.internal:4311' }
    expect(configOf({ ...hosts, EMULATOR_HOST: '0.0.0.0' })).toMatchObject({
      host: '127.0.0.1',
      emulatorHost: '0.0.0.0',
      emulatorAllowedHosts: ['emulator:4311', 'host.docker.internal:4311'],
    })
  })

  test('accepts ports, 0 for any free one, and a loopback host', () => {
    const env = { PORT: '0', EMULATOR_PORT: '0', HOST: '::1', UPSTREAM_DEADLINE_MS: '100' }
    expect(configOf(env)).toMatchObject({
      port: 0,
      emulatorPort: 0,
      host: '::1',
      upstreamDeadlineMs: 100,
    })
  })

  test.each(['0.0.0.0', '::', '10.0.0.7'])(
    'may open it to a network at %s, under names that are said, with a sign-in or without on purpose',
    (HOST) => {
      const open = { HOST, ALLOWED_HOSTS: 'localhost:8080, Console.test' }
      expect(configOf({ ...open, LOCAL_ACCOUNTS: 'on' })).toMatchObject({
        host: HOST,
        allowedHosts: ['localhost:8080', 'console.test'],
        access: { local: true },
        openWithoutSignIn: false,
      })
      const config = configOf({ ...open, INSECURE_NO_LOGIN: '1' })
      expect(config).toMatchObject({ access: null, openWithoutSignIn: true })
      expect(problemsOf(open)).toEqual([
        expect.stringMatching(/^HOST: .*sign in.*INSECURE_NO_LOGIN=1/),
      ])
    },
  )

  test('accepts allowed hosts behind a proxy on this machine', () => {
    const config = configOf({ ALLOWED_HOSTS: 'console.test' })
    expect(config).toMatchObject({ host: '127.0.0.1', allowedHosts: ['console.test'] })
  })

  test('accepts metrics and a log level', () => {
    expect(configOf({ METRICS: 'on', LOG: 'all' })).toMatchObject({ metrics: true, log: 'all' })
  })

  test.each(['postgres', 'postgresql'])('accepts a database as %s://', (scheme) => {
    const DATABASE_URL = `${scheme}://user:pass-word@db.test:5432/console`
    expect(configOf({ DATABASE_URL }).storage).toEqual({ kind: 'postgres', url: DATABASE_URL })
    expect(problemsOf({ DATABASE_URL, DATA_DIR: '/tmp/x' })).toEqual([
      'DATA_DIR: not used beside DATABASE_URL, set only one of them',
    ])
  })

  test('accepts the number of database connections', () => {
    const DATABASE_URL = 'postgres://db.test/console'
    const storage = { kind: 'postgres', url: DATABASE_URL, connections: 3 }
    expect(configOf({ DATABASE_URL, DATABASE_POOL_SIZE: '3' })).toMatchObject({ storage })
    for (const DATABASE_POOL_SIZE of ['0', '101', '-1', '2.5', 'x']) {
      expect(problemsOf({ DATABASE_URL, DATABASE_POOL_SIZE })).toEqual([
        `DATABASE_POOL_SIZE: expected a whole number from 1 to 100, got "${DATABASE_POOL_SIZE}"`,
      ])
    }
  })

  test('accepts the proxy, and never shows an invalid one', () => {
    const { proxy } = configOf({ HTTPS_PROXY: 'http://proxy.test:3128', NO_PROXY: 'a.test' })
    expect(proxy).toEqual({ url: 'http://proxy.test:3128/', noProxy: 'a.test' })
    const [problem] = problemsOf({ HTTP_PROXY: 'socks5://user:hunter2@proxy.test' })
    expect(problem).toMatch(/^HTTP_PROXY: expected/)
    expect(problem).not.toContain('hunter2')
  })

  test('never shows an invalid database address', () => {
    const [problem, ...others] = problemsOf({ DATABASE_URL: 'mysql://user:pass-word@db.test/x' })
    expect(problem).toMatch(/^DATABASE_URL: expected postgres:/)
    expect(problem).not.toContain('pass-word')
    expect(others).toEqual([])
  })

  test('accepts the data folder and the retention', () => {
    const env = { DATA_DIR: 'elsewhere', RETENTION_DAYS: '30', RETENTION_ROWS: '100000' }
    expect(configOf(env)).toMatchObject({
      storage: { kind: 'sqlite', folder: resolve('elsewhere') },
      retention: { maxAgeMs: 30 * 86_400_000, maxCount: 100_000 },
    })
    expect(problemsOf({ RETENTION_DAYS: '0', RETENTION_ROWS: 'x' })).toHaveLength(2)
    // The same limit as that of the API.
    const days = (count: number) => ({ max_age_days: count, max_count: null })
    const { max } = RETENTION_LIMITS.days
    expect(problemsOf({ RETENTION_DAYS: String(max) })).toEqual([])
    expect(retentionSchema.safeParse(days(max)).success).toBe(true)
    expect(problemsOf({ RETENTION_DAYS: String(max + 1) })).toHaveLength(1)
    expect(retentionSchema.safeParse(days(max + 1)).success).toBe(false)
  })

  test.each([
    [{}, { id: 'feishu', name: 'Feishu', brand: 'feishu', base_url: 'https://open.feishu.cn' }],
    [
      { FEISHU_BASE_URL: 'https://open.larksuite.com/' },
      { id: 'lark', name: 'Lark', brand: 'lark', base_url: 'https://open.larksuite.com' },
    ],
    [
      { FEISHU_BASE_URL: 'http://localhost:4311' },
      {
        id: 'custom',
        name: 'Emulator (custom app)',
        brand: 'emulator',
        base_url: 'http://localhost:4311',
      },
    ],
  ])('adds a profile for an app: %j', (env, profile) => {
    expect(configOf({ ...APP, ...env }).realProfile).toEqual({
      ...profile,
      app_id: 'cli_a1b2',
      app_secret: 'a-secret-of-the-app',
      environment: 'test',
    })
  })

  test('may leave the emulator out without an app too: one is added in the page then', () => {
    expect(configOf({ EMULATOR: 'off' })).toMatchObject({ emulatorPort: null, realProfile: null })
  })

  test('accepts production as the environment of the app', () => {
    const env = { ...APP, FEISHU_ENVIRONMENT: 'production' }
    expect(configOf(env).realProfile).toMatchObject({ environment: 'production' })
    expect(problemsOf({ ...APP, FEISHU_ENVIRONMENT: 'live' })).toEqual([
      'FEISHU_ENVIRONMENT: expected test or production, got "live"',
    ])
  })

  test.each([
    ['hex', KEY.toString('hex')],
    ['base64', KEY.toString('base64')],
    ['base64 without its end', KEY.toString('base64').replace('=', '')],
    ['base64url', KEY.toString('base64url')],
  ])('accepts a key in %s', (_, CONSOLE_KEY) => {
    expect(configOf({ CONSOLE_KEY }).consoleKey).toEqual(KEY)
  })

  test.each(['short', KEY.toString('base64').slice(4), `${KEY.toString('hex')}00`, 'z'.repeat(64)])(
    'take no other key, and do not show it: %s',
    (CONSOLE_KEY) => {
      expect(problemsOf({ CONSOLE_KEY })).toEqual([
        'CONSOLE_KEY: expected 32 bytes in base64 or hex (not shown)',
      ])
    },
  )

  test('accepts only 1 to forget the stored secrets', () => {
    expect(configOf({ FORGET_SECRETS: '1' }).forgetSecrets).toBe(true)
    expect(problemsOf({ FORGET_SECRETS: 'yes' })).toHaveLength(1)
  })

  test('accepts no emulator if there is an app, also one on another emulator', () => {
    const env = {
      ...APP,
      EMULATOR: 'off',
      EMULATOR_PORT: '5000',
      FEISHU_BASE_URL: 'http://127.0.0.1:5000',
    }
    expect(configOf(env)).toMatchObject({ emulatorPort: null, realProfile: { id: 'custom' } })
  })
})

describe('an invalid setting is named with what is expected', () => {
  test.each([
    [{ PORT: 'http' }, /^PORT: expected a whole number from 0 to 65535, got "http"$/],
    [{ PORT: '65536' }, /^PORT: /],
    [{ PORT: '-1' }, /^PORT: /],
    [{ PORT: '4310.5' }, /^PORT: /],
    [{ PORT: '1e3' }, /^PORT: /],
    [{ EMULATOR_PORT: '4310' }, /^EMULATOR_PORT: expected another port than PORT \(4310\)/],
    [{ EMULATOR_EVENT_HOSTS: 'bot.test:80' }, /^EMULATOR_EVENT_HOSTS: expected host names/],
    [{ EVENT_PASS_ON_HOSTS: 'bot.test:80' }, /^EVENT_PASS_ON_HOSTS: expected host names/],
    [{ EMULATOR_HOST: '0.0.0.0' }, /^EMULATOR_HOST: expected .*no login.*got "0.0.0.0"$/],
    [{ EMULATOR_HOST: 'emulator', EMULATOR_ALLOWED_HOSTS: 'emulator:4311' }, /^EMULATOR_HOST: /],
    [{ EMULATOR_ALLOWED_HOSTS: '*' }, /^EMULATOR_ALLOWED_HOSTS: expected names .*got "\*"$/],
    [{ EMULATOR: 'no' }, /^EMULATOR: expected on or off, got "no"$/],
    [{ HOST: '0.0.0.0' }, /^HOST: expected .*ALLOWED_HOSTS.*got "0.0.0.0"$/],
    [{ HOST: 'example.com' }, /^HOST: /],
    [{ HOST: 'example.com', ALLOWED_HOSTS: 'example.com' }, /^HOST: /],
    [{ HOST: '0.0.0.0', ALLOWED_HOSTS: ' ' }, /^HOST: .*ALLOWED_HOSTS/],
    [{ HOST: '0.0.0.0', ALLOWED_HOSTS: '*' }, /^ALLOWED_HOSTS: expected names .*got "\*"$/],
    [{ METRICS: 'yes' }, /^METRICS: expected on or off, got "yes"$/],
    [{ LOG: 'json' }, /^LOG: expected one of all, problems, off, got "json"$/],
    [{ UPSTREAM_DEADLINE_MS: '99' }, /^UPSTREAM_DEADLINE_MS: expected .* 100 to 15000/],
    [{ ...APP, FEISHU_APP_ID: 'app' }, /^FEISHU_APP_ID: expected cli_ .*got "app"$/],
    [{ FEISHU_APP_ID: 'cli_a1b2' }, /^FEISHU_APP_SECRET: missing/],
    [{ FEISHU_APP_SECRET: 'a-secret-of-the-app' }, /^FEISHU_APP_ID: missing/],
    [
      { FEISHU_BASE_URL: 'https://open.feishu.cn' },
      /^FEISHU_APP_ID and FEISHU_APP_SECRET: missing/,
    ],
  ])('%j', (env, problem) => {
    expect(problemsOf(env)).toEqual([expect.stringMatching(problem)])
  })

  test.each([
    'https://evil.test',
    'http://open.feishu.cn',
    'https://open.feishu.cn.evil.test',
    'https://open.feishu.cn@evil.test',
    'https://open.feishu.cn:444',
    'https://open.feishu.cn/x',
    'https://open.feishu.cn//',
    'http://127.0.0.1:4312',
    'http://127.0.0.1',
    'http://169.254.169.254',
    'open.feishu.cn',
  ])('an upstream that is not allowed: %s', (FEISHU_BASE_URL) => {
    expect(problemsOf({ ...APP, FEISHU_BASE_URL })).toEqual([
      `FEISHU_BASE_URL: expected one of https://open.feishu.cn, https://open.larksuite.com, http://127.0.0.1:4311, http://localhost:4311, got ${JSON.stringify(FEISHU_BASE_URL)}`,
    ])
  })

  test.each(['short', 'with a space in it', 'with-ünïcode'])(
    'never by showing the secret: %s',
    (secret) => {
      const problems = problemsOf({ ...APP, FEISHU_APP_SECRET: secret })
      expect(problems).toEqual([expect.stringMatching(/^FEISHU_APP_SECRET: expected/)])
      expect(problems.join()).not.toContain(secret)
    },
  )

  test('together with all others', () => {
    const problems = problemsOf({ PORT: 'x', HOST: 'y', EMULATOR: 'z', FEISHU_APP_ID: 'w' })
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'PORT',
      'HOST',
      'EMULATOR',
      'FEISHU_APP_ID',
      'FEISHU_APP_SECRET',
    ])
  })
})

const machine = { home: '/home/a', env: {}, platform: 'linux' } as const

test('a clone has its ledger in its own folder', () => {
  const here = join('/src', 'console', 'server')
  expect(defaultDataFolder({ ...machine, here })).toBe(join('/src', 'console', 'data'))
})

describe('a package has it outside of its own folder', () => {
  const here = join('/x', 'node_modules', 'follow-up-console', 'build')
  test.each([
    [{}, '/home/a/.local/share/follow-up-console'],
    [{ env: { XDG_DATA_HOME: '/d' } }, '/d/follow-up-console'],
    [{ platform: 'darwin' }, '/home/a/Library/Application Support/follow-up-console'],
    [{ platform: 'win32', env: { LOCALAPPDATA: '/l' } }, '/l/follow-up-console'],
    [{ platform: 'win32' }, '/home/a/AppData/Local/follow-up-console'],
  ] as const)('%j', (more, folder) => {
    expect(defaultDataFolder({ ...machine, here, ...more })).toBe(join(folder))
  })
})
