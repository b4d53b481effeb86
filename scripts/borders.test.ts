import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { BORDERS, findTrespasses } from './borders.ts'
import { readImports } from './imports.ts'

const ROOT = join(import.meta.dirname, '..')
const SOURCES = ['{web,server,e2e,scripts}/**/*.{ts,tsx}', '*.ts']

const files = globSync(SOURCES, { cwd: ROOT }).map((file) => file.replaceAll('\\', '/'))

test('no file crosses a border of the house', () => {
  const lines = files.flatMap((file) => readImports(file, readFileSync(join(ROOT, file), 'utf8')))
  expect(lines.length).toBeGreaterThan(files.length)
  expect(findTrespasses(lines)).toEqual([])
})

test('no import in the sources is overlooked', () => {
  for (const file of files) {
    const source = readFileSync(join(ROOT, file), 'utf8')
    const written = source.match(/^(?:import|export|\}).* from '[^']+'$|^import '[^']+'$/gm) ?? []
    expect(readImports(file, source).length, file).toBeGreaterThanOrEqual(written.length)
  }
})

describe('a line that crosses a border is found', () => {
  const planted: [rule: RegExp, file: string, line: string][] = [
    [/^web\/ uses only/, 'web/queries/push.ts', "import { createApp } from '../../server/app.ts'"],
    [/^web\/ uses only/, 'web/queries/push.ts', "import type { A } from '../../server/env.ts'"],
    [/^web\/ uses only/, 'web/queries/push.ts', "import { type A } from '../../server/app.ts'"],
    [/built-ins/, 'web/ui/button.tsx', "import { join } from 'node:path'"],
    [/^a feature/, 'web/composer/a.tsx', "import { b } from '../preview/b.tsx'"],
    [/^a feature/, 'web/composer/a.tsx', "import type { b } from '../preview/b.tsx'"],
    [/^a feature/, 'web/composer/a.tsx', "const b = await import('../app.tsx')"],
    [/^a feature/, 'web/ui/a.tsx', "import '../composer/composer.module.css'"],
    [/^a feature/, 'web/ui/a.tsx', "import { useProfiles } from '../queries/profiles.ts'"],
    [/^a feature/, 'web/history/a.tsx', "import { useAnswer } from '../exchange/use-answer.ts'"],
    [/^a feature/, 'web/exchange-view/a.tsx', "import { Row } from '../history/row.tsx'"],
    [/^a feature/, 'web/i18n/a.ts', "import { Button } from '../ui/button.tsx'"],
    [/^a feature/, 'web/queries/a.ts', "import { Button } from '../ui/button.tsx'"],
    [/^server\/contract/, 'server/contract/a.ts', "import { Hono } from 'hono'"],
    [/^server\/contract/, 'server/contract/a.ts', "import { join } from 'node:path'"],
    [/^server\/contract/, 'server/contract/a.ts', "import { parseEnv } from '../env.ts'"],
    [/^server\/imports/, 'server/imports/a.ts', "import { snippet } from '#snippets/snippet'"],
    [/^server\/snippets/, 'server/snippets/a.ts', "import { join } from 'node:path'"],
    [/^server\/snippets/, 'server/snippets/a.ts', "import { parseEnv } from '../env.ts'"],
    [/^server\/feishu/, 'server/feishu/a.ts', "import { seed } from '../emulator/seed.ts'"],
    [/^server\/feishu/, 'server/feishu/a.ts', "import type { A } from '../routes/a.ts'"],
    [/^server\/emulator/, 'server/emulator/a.ts', "import { b } from '../feishu/b.ts'"],
    [/^server\/emulator/, 'server/emulator/a.ts', "import { b } from '../http/b.ts'"],
    [/^server\/routes/, 'server/routes/a.ts', "import { b } from '../emulator/b.ts'"],
    [/undici/, 'server/routes/a.ts', "import { Pool } from 'undici'"],
    [/undici/, 'server/testing/a.ts', "import { Pool } from 'undici'"],
    [/^server\/ uses nothing/, 'server/app.ts', "import { App } from '../web/app.tsx'"],
    [/^server\/testing/, 'server/app.ts', "import { FAULTS } from './testing/faults.ts'"],
    [/^server\/storage/, 'server/storage/a.ts', "import { Ledger } from '../ledger/ledger.ts'"],
    [/opens a database/, 'server/ledger/a.ts', "import { Pool } from 'pg'"],
    [/opens a database/, 'server/app.ts', "import { DatabaseSync } from 'node:sqlite'"],
    [/^e2e/, 'e2e/send.spec.ts', "import { parseEnv } from '../server/env.ts'"],
    [/^e2e/, 'e2e/send.spec.ts', "import { texts } from '../web/i18n/texts.ts'"],
    [/^a spec/, 'e2e/send.spec.ts', "import { expect, test } from '@playwright/test'"],
    [/^zod/, 'web/composer/a.ts', "import { z } from 'zod/mini'"],
    [/^zod/, 'web/composer/a.ts', "import * as z from 'zod'"],
    [/^no barrels/, 'web/ui/buttons.ts', "export { Button } from './button.tsx'"],
    [/^no barrels/, 'web/ui/buttons.ts', "export * from './button.tsx'"],
    [/^no barrels/, 'web/ui/index.ts', "import { Button } from './button.tsx'"],
  ]

  test.each(planted)('%s: %s: %s', (rule, file, line) => {
    const [trespass = ''] = findTrespasses(readImports(file, `// first line\n${line}\n`))
    expect(trespass).toMatch(/^\S+:2 '/)
    expect(trespass.split(' breaks: ')[1]).toMatch(rule)
  })

  test('for each border', () => {
    const untried = BORDERS.filter(({ rule }) => !planted.some(([pattern]) => pattern.test(rule)))
    expect(untried).toEqual([])
  })
})

describe('a line within the borders is left alone', () => {
  test.each([
    ['web/queries/push.ts', "import type { AppType } from '../../server/app.ts'"],
    ['web/composer/a.tsx', "import { LIMITS } from '#contract/limits'"],
    ['web/composer/a.tsx', "import { useId } from 'react'"],
    ['web/composer/a.tsx', "import styles from './composer.module.css'"],
    ['web/history/a.tsx', "import { Raw } from '../exchange-view/raw.tsx'"],
    ['web/ui/theme.tsx', "import { useLocale } from '../i18n/locale-context.tsx'"],
    ['web/i18n/a.tsx', "import { remember } from '../ui/storage.ts'"],
    ['web/workbench.tsx', "import { ComposerPane } from './composer/composer-pane.tsx'"],
    ['server/contract/a.ts', "import type * as z from 'zod/mini'"],
    ['server/contract/a.test.ts', "import { describe, expect, test } from 'vitest'"],
    ['server/feishu/upstream.ts', "import { Pool } from 'undici'"],
    ['server/routes/a.test.ts', "import { createEmulator } from '../emulator/emulator.ts'"],
    ['server/app.test.ts', "import { FAULTS } from './testing/faults.ts'"],
    ['e2e/send.spec.ts', "import type { Page } from '@playwright/test'"],
    ['e2e/send.spec.ts', "import { LIMITS } from '#contract/limits'"],
  ])('%s: %s', (file, line) => {
    expect(findTrespasses(readImports(file, line))).toEqual([])
  })
})

describe('imports are read', () => {
  test('over several lines, with the line where they begin', () => {
    const source = "import {\n  a,\n  type B,\n} from './a.ts'\nimport './b.css'\n"
    expect(readImports('web/x/c.ts', source)).toMatchObject([
      { line: 1, target: 'web/x/a.ts', typeOnly: false },
      { line: 5, target: 'web/x/b.css', clause: '' },
    ])
  })

  test('and not from what only looks like one', () => {
    const source =
      "export const from = 'a'\nexport type Kind = 'b' | 'c'\nconst x = \"import y from 'z'\"\n"
    expect(readImports('web/x/c.ts', source)).toEqual([])
  })
})
