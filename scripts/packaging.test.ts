import { existsSync, globSync, readFileSync } from 'node:fs'
import { join, matchesGlob } from 'node:path'
import { describe, expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8')

describe('the image', () => {
  const dockerfile = read('Dockerfile')
  const [, last = ''] = dockerfile.split(/^FROM .+ AS build$[\s\S]*?(?=^FROM )/m)

  /** Whether Docker gets a file: the last matching line of .dockerignore decides. */
  function isSent(file: string): boolean {
    let sent = true
    for (const line of read('.dockerignore').split('\n')) {
      if (line === '' || line.startsWith('#')) continue
      const pattern = line.replace(/^!/, '')
      const matches =
        pattern === '*' ||
        file === pattern ||
        file.startsWith(`${pattern}/`) ||
        matchesGlob(file, pattern)
      if (matches) sent = line.startsWith('!')
    }
    return sent
  }

  test('is built from files that exist and that .dockerignore lets through', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(
      ([, files = '']) => files.split(' '),
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

  test('runs the build as an unprivileged user and has a health check', () => {
    expect(last).toMatch(/^USER node$/m)
    expect(last).toMatch(/^STOPSIGNAL SIGTERM$/m)
    expect(last).toMatch(/^VOLUME \/data$/m)
    expect(last).toMatch(/^HEALTHCHECK [\s\S]*\/api\/health/m)
    expect(last).not.toMatch(/^COPY (?:scripts|server|web)/m)
    expect(last).toContain('CMD ["node", "build/follow-up-console.js"]')
  })

  test('has no default for ALLOWED_HOSTS', () => {
    expect(last).toMatch(/HOST=0\.0\.0\.0/)
    expect(dockerfile).not.toMatch(/ALLOWED_HOSTS=/)
  })
})

describe('compose.yaml', () => {
  const compose = read('compose.yaml')

  test('publishes the ports on loopback only, and no port of the database', () => {
    const published = [...compose.matchAll(/^ {6}- '(.+:\d+:\d+)'$/gm)].map(([, port]) => port)
    expect(published).toEqual(['127.0.0.1:4310:4310', '127.0.0.1:4311:4311'])
    expect(compose.match(/^ {4}ports:$/gm)).toHaveLength(1)
  })

  test('contains no password and requires one', () => {
    const uses = compose.match(/\$\{POSTGRES_PASSWORD[^}]*\}/g) ?? []
    expect(uses).toHaveLength(2)
    for (const use of uses) expect(use).toMatch(/^\$\{POSTGRES_PASSWORD:\?/)
    expect(read('.gitignore').split('\n')).toContain('.env')
  })

  test('allows more time for a stop than the longest call takes', () => {
    const [, seconds] = /stop_grace_period: (\d+)s/.exec(compose) ?? []
    expect(Number(seconds)).toBeGreaterThan(15 + 2 * 2)
  })
})
