import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readImports } from './imports.ts'
import { BORDERS, findBorderBreaks } from './testing/borders.ts'

const ROOT = join(import.meta.dirname, '..')
const SOURCES = ['{web,server,e2e,scripts,lab}/**/*.{ts,tsx}', '*.ts']

const files = globSync(SOURCES, { cwd: ROOT }).map((file) => file.replaceAll('\\', '/'))

test('no file crosses a border', () => {
  const lines = files.flatMap((file) => readImports(file, readFileSync(join(ROOT, file), 'utf8')))
  expect(lines.length).toBeGreaterThan(files.length)
  expect(findBorderBreaks(lines)).toEqual([])
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
    [/^web\/ uses only/, 'web/api-client/a.ts', "import { createApp } from '../../server/app.ts'"],
    [/^web\/ uses only/, 'web/api-client/a.ts', "import type { A } from '../../server/env.ts'"],
    [/^web\/ uses only/, 'web/api-client/a.ts', "import { type A } from '../../server/app.ts'"],
    [/built-ins/, 'web/ui/button/button.tsx', "import { join } from 'node:path'"],
    [/^web\/browser/, 'web/browser/a.ts', "import { Button } from '../ui/button/button.tsx'"],
    [/^web\/browser/, 'web/browser/a.ts', "import { useTexts } from '../i18n/texts.ts'"],
    [/^web\/i18n/, 'web/i18n/a.ts', "import { Button } from '../ui/button/button.tsx'"],
    [/^web\/i18n/, 'web/i18n/a.ts', "import { useProfiles } from '../api-client/profiles.ts'"],
    [/^web\/ui/, 'web/ui/a.tsx', "import '../features/bubbles/composer.module.css'"],
    [/^web\/ui/, 'web/ui/form/a.tsx', "import { b } from '../../features/chat/b.tsx'"],
    [/^web\/ui/, 'web/ui/a.tsx', "import { useProfiles } from '../api-client/profiles.ts'"],
    [/^web\/api-client/, 'web/api-client/a.ts', "import { Button } from '../ui/button/button.tsx'"],
    [/^web\/api-client/, 'web/api-client/a.ts', "import { snippet } from '#snippets/snippet'"],
    [/^a feature/, 'web/features/bubbles/a.tsx', "import { b } from '../preview/b.tsx'"],
    [/^a feature/, 'web/features/bubbles/a.tsx', "import type { b } from '../preview/b.tsx'"],
    [/^a feature/, 'web/features/bubbles/a.tsx', "const b = await import('../../app.tsx')"],
    [/^a feature/, 'web/features/share/a.tsx', "import { b } from '../drafts/b.ts'"],
    [/^a feature/, 'web/features/share/a.tsx', "import { b } from '../../pages/compose/b.tsx'"],
    [
      /^a feature/,
      'web/features/exchange-view/a.tsx',
      "import { b } from '../../pages/history/b.tsx'",
    ],
    [/^a feature/, 'web/features/chat/a.tsx', "import { b } from '../../preview/b.tsx'"],
    [/^a page/, 'web/pages/history/a.tsx', "import { b } from '../emulator/b.ts'"],
    [/^a page/, 'web/pages/history/a.tsx', "import { Shell } from '../../shell/shell.tsx'"],
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
    [/^in server\/emulator/, 'server/emulator/calls/a.ts', "import { b } from '../control/b.ts'"],
    [/^in server\/emulator/, 'server/emulator/events/a.ts', "import { b } from '../faults/b.ts'"],
    [/^in server\/emulator/, 'server/emulator/tenant/a.ts', "import { b } from '../emulator.ts'"],
    [/^server\/emulator\/testing/, 'server/emulator/a.ts', "import { b } from './testing/b.ts'"],
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
    [/^zod/, 'web/features/bubbles/a.ts', "import { z } from 'zod/mini'"],
    [/^zod/, 'web/features/bubbles/a.ts', "import * as z from 'zod'"],
    [/^no barrels/, 'web/ui/buttons.ts', "export { Button } from './button.tsx'"],
    [/^no barrels/, 'web/ui/buttons.ts', "export * from './button.tsx'"],
    [/^no barrels/, 'web/ui/index.ts', "import { Button } from './button.tsx'"],
  ]

  test.each(planted)('%s: %s: %s', (rule, file, line) => {
    const [found = ''] = findBorderBreaks(readImports(file, `// first line\n${line}\n`))
    expect(found).toMatch(/^\S+:2 '/)
    expect(found.split(' breaks: ')[1]).toMatch(rule)
  })

  test('for each border', () => {
    const untried = BORDERS.filter(({ rule }) => !planted.some(([pattern]) => pattern.test(rule)))
    expect(untried).toEqual([])
  })
})

describe('a line within the borders is left alone', () => {
  test.each([
    ['web/api-client/api.ts', "import type { createApp } from '../../server/app.ts'"],
    ['web/features/bubbles/a.tsx', "import { LIMITS } from '#contract/limits'"],
    ['web/features/bubbles/a.tsx', "import { useId } from 'react'"],
    ['web/features/bubbles/a.tsx', "import styles from './composer.module.css'"],
    ['web/pages/history/a.tsx', "import { Raw } from '../../features/exchange-view/raw.tsx'"],
    ['web/pages/compose/a.tsx', "import { Draft } from '../../features/drafts/draft.ts'"],
    ['web/features/import/a.tsx', "import { b } from '../chat/b.tsx'"],
    ['web/ui/theme.tsx', "import { useLocale } from '../i18n/locale-context.tsx'"],
    ['web/i18n/a.tsx', "import { storedValue } from '../browser/stored-value.ts'"],
    ['web/app.tsx', "import { Shell } from './shell/shell.tsx'"],
    ['web/shell/a.tsx', "import { b } from '../pages/history/b.ts'"],
    ['server/contract/a.ts', "import type * as z from 'zod/mini'"],
    ['server/contract/a.test.ts', "import { describe, expect, test } from 'vitest'"],
    ['server/feishu/upstream.ts', "import { Pool } from 'undici'"],
    ['server/emulator/http/a.ts', "import { b } from '../calls/b.ts'"],
    ['server/emulator/events/a.ts', "import { parseJson } from '../json-body.ts'"],
    ['server/routes/a.test.ts', "import { createEmulator } from '../emulator/emulator.ts'"],
    ['server/app.test.ts', "import { FAULTS } from './testing/faults.ts'"],
    ['e2e/send.spec.ts', "import type { Page } from '@playwright/test'"],
    ['e2e/send.spec.ts', "import { LIMITS } from '#contract/limits'"],
  ])('%s: %s', (file, line) => {
    expect(findBorderBreaks(readImports(file, line))).toEqual([])
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
