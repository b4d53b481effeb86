import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { validate } from 'dockerfile-utils'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { interpolate, isSentToBuild, readImage } from '../lab/image/dockerfile.ts'
import { parseEnv } from '../server/env.ts'
import { readSecretFiles } from '../server/secret-files.ts'

// The steps themselves run in `npm run image-check`, which takes a minute.

const ROOT = join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8')

describe('the image', () => {
  const image = readImage(ROOT)
  const isSent = (file: string) => isSentToBuild(ROOT, file)

  test('is a valid Dockerfile', () => {
    expect(validate(read('Dockerfile'))).toEqual([])
  })

  test('is built from files that exist and that .dockerignore lets through', () => {
    const copied = image.stages.flatMap(({ steps }) =>
      steps.flatMap((step) => (step.kind === 'copy' && step.from === null ? step.sources : [])),
    )
    expect(copied).toContain('package-lock.json')
    for (const file of copied) {
      expect(existsSync(join(ROOT, file)), file).toBe(true)
      expect(isSent(file), file).toBe(true)
    }
  })

  test('contains no secret, no ledger and no build output of this machine', () => {
    for (const file of [
      '.env',
      'server/.env.local',
      'secrets/console_key',
      'data/ledger.db',
      'node_modules/hono',
      'dist/a',
      '.git/config',
    ]) {
      expect(isSent(file), file).toBe(false)
    }
    const tests = globSync('server/**/*.test.ts', { cwd: ROOT })
    expect(tests.length).toBeGreaterThan(50)
    expect(tests.filter((file) => isSent(file.replaceAll('\\', '/')))).toEqual([])
  })

  test('runs the command line as an unprivileged user, without a shell and without default hosts', () => {
    expect(image).toMatchObject({
      user: 'node',
      stopSignal: 'SIGTERM',
      volumes: ['/data'],
      entrypoint: ['node', 'build/follow-up-console.js'],
      command: ['start'],
      env: { HOST: '0.0.0.0', DATA_DIR: '/data' },
    })
    expect(image.healthcheck[0]).toBe('node')
    expect(image.env).not.toHaveProperty('ALLOWED_HOSTS')
  })
})

describe('compose.yaml', () => {
  const { services, secrets, configs } = parse(read('compose.yaml'))

  test('publishes the ports on loopback only, and no port of the database', () => {
    expect(services.console.ports).toEqual(['127.0.0.1:4310:4310', '127.0.0.1:4311:4311'])
    expect(services.database).not.toHaveProperty('ports')
  })

  test('takes every password and key from a file that git and the image leave out', () => {
    expect(read('.gitignore').split('\n')).toEqual(expect.arrayContaining(['.env', 'secrets/']))
    for (const [name, { file }] of Object.entries<{ file: string }>(secrets)) {
      expect(file).toBe(`secrets/${name}`)
    }
    for (const { environment } of Object.values<{ environment: Record<string, string> }>(
      services,
    )) {
      for (const [name, value] of Object.entries(environment)) {
        if (/PASSWORD|KEY|SECRET/.test(name))
          expect(value).toMatch(/^\/run\/secrets\/|^\$\{\w+:-\}$/)
      }
    }
  })

  test('forwards every setting that the documentation lists for an operator', () => {
    const rows = [...read('docs/configuration.md').matchAll(/^\| (`[A-Z][A-Z_]+`[^|]*)/gm)]
    const documented = rows.flatMap(([, names = '']) => [...names.matchAll(/`([A-Z_]+)`/g)])
    const forwarded = Object.keys(services.console.environment)
    // Set by the image, of no use in a container, or only for a lost key.
    const without = ['HOST', 'PORT', 'EMULATOR_PORT', 'UPSTREAM_DEADLINE_MS', 'FORGET_SECRETS']
    const secret = (name: string) => forwarded.includes(`${name}_FILE`)
    expect(documented.length).toBeGreaterThan(30)
    expect(
      documented
        .map(([, name = '']) => name)
        .filter((name) => !(forwarded.includes(name) || secret(name) || without.includes(name))),
    ).toEqual([])
  })

  /** The settings of the container with these variables in `.env`, as the console reads them. */
  function configure(variables: Record<string, string>) {
    const given = Object.entries<string>(services.console.environment).map(([name, value]) => [
      name,
      interpolate(value, variables),
    ])
    const settings = readSecretFiles({ HOST: '0.0.0.0', ...Object.fromEntries(given) }, (path) =>
      path.endsWith('key') ? Buffer.alloc(32, 1).toString('base64') : 'secret',
    )
    if (Array.isArray(settings)) throw new Error(settings.join('\n'))
    return parseEnv(settings)
  }

  test('starts the console without and with the proxy, which alone may name the person', () => {
    expect(configure({})).toMatchObject({ ok: true, config: { access: null } })
    const [, example = ''] =
      /```ini\n(COMPOSE_PROFILES=.*?)```/s.exec(read('docs/install.md')) ?? []
    const variables = Object.fromEntries(
      example.split('\n').flatMap((line) => {
        const [name, value] = line.split('=')
        return name && value !== undefined ? [[name, value]] : []
      }),
    )
    expect(services.proxy.profiles).toEqual([variables.COMPOSE_PROFILES])
    expect(configure(variables)).toMatchObject({
      ok: true,
      config: {
        openWithoutSignIn: false,
        access: { proxy: { kind: 'header', header: 'x-remote-user' } },
        reverseProxy: { trusted: expect.anything() },
      },
    })
    const { ipv4_address } = services.proxy.networks.default
    expect(services.console.environment.TRUSTED_PROXIES).toContain(ipv4_address)
    expect(configs.caddyfile.content).toContain('header_up X-Remote-User {http.auth.user.id}')
  })

  test('allows more time for a stop than the longest call takes', () => {
    expect(Number.parseInt(services.console.stop_grace_period, 10)).toBeGreaterThan(15 + 2 * 2)
  })
})
