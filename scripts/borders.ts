import type { Import } from './imports.ts'

export type Border = {
  /** What holds, as a sentence. */
  rule: string
  isBrokenBy: (line: Import) => boolean
}

/** What the parts of web/ may use beside themselves and #contract; a part that is not named is a feature. */
const WEB_PARTS: Record<string, readonly string[]> = {
  i18n: ['web/ui/storage.ts'],
  ui: ['web/i18n/'],
  queries: ['web/i18n/'],
  // One exchange is shown by the answer of a send and by the history alike.
  'exchange-view': ['web/queries/', 'web/ui/', 'web/i18n/'],
  // A call as code is shown from the composer and from the history alike.
  snippets: ['web/ui/', 'web/i18n/'],
}
const FEATURE = ['web/exchange-view/', 'web/snippets/', 'web/queries/', 'web/ui/', 'web/i18n/']

/** The borders between the parts of the project. */
export const BORDERS: readonly Border[] = [
  {
    rule: 'web/ uses only itself, #contract/*, #imports/*, #snippets/* and packages, and of server/app.ts only types',
    isBrokenBy: ({ file, target, kind, typeOnly }) =>
      isIn(file, 'web/') &&
      kind === 'file' &&
      !isIn(target, 'web/', 'server/contract/', 'server/imports/', 'server/snippets/') &&
      !(target === 'server/app.ts' && typeOnly),
  },
  {
    rule: 'web/ runs in a browser: no built-ins of Node',
    isBrokenBy: ({ file, kind }) => isIn(file, 'web/') && kind === 'builtin' && !isTest(file),
  },
  {
    rule: 'a feature of web/ uses only itself, web/exchange-view, web/snippets, web/queries, web/ui and web/i18n; these five know no feature',
    isBrokenBy: ({ file, target }) => {
      const [part] = /(?<=^web\/)[^/]+(?=\/)/.exec(file) ?? []
      if (part === undefined || !isIn(target, 'web/')) return false
      return !isIn(target, `web/${part}/`, ...(WEB_PARTS[part] ?? FEATURE))
    },
  },
  {
    rule: 'server/contract/ uses zod and its neighbours only',
    isBrokenBy: ({ file, target }) =>
      isIn(file, 'server/contract/') &&
      !isTest(file) &&
      !isIn(target, 'server/contract/') &&
      target !== 'zod/mini',
  },
  {
    rule: 'server/imports/ reads pastes and uses only itself and #contract/*: it runs in a browser too',
    isBrokenBy: ({ file, target }) =>
      isIn(file, 'server/imports/') &&
      !isTest(file) &&
      !isIn(target, 'server/imports/', 'server/contract/'),
  },
  {
    rule: 'server/snippets/ writes programs and uses only itself and #contract/*: it runs in a browser too',
    isBrokenBy: ({ file, target }) =>
      isIn(file, 'server/snippets/') &&
      !isTest(file) &&
      !isIn(target, 'server/snippets/', 'server/contract/'),
  },
  {
    rule: 'server/feishu/ knows neither the emulator nor the routes',
    isBrokenBy: ({ file, target }) =>
      isIn(file, 'server/feishu/') && isIn(target, 'server/emulator/', 'server/routes/'),
  },
  {
    rule: 'server/emulator/ uses only itself and #contract/*, as the platform would',
    isBrokenBy: ({ file, target, kind }) =>
      isIn(file, 'server/emulator/') &&
      kind === 'file' &&
      !isIn(target, 'server/emulator/', 'server/contract/'),
  },
  {
    rule: 'server/routes/ reaches the emulator over HTTP only',
    isBrokenBy: ({ file, target }) =>
      isIn(file, 'server/routes/') && !isTest(file) && isIn(target, 'server/emulator/'),
  },
  {
    rule: 'only server/feishu/ speaks to an upstream (undici)',
    isBrokenBy: ({ file, target }) => target === 'undici' && !isIn(file, 'server/feishu/'),
  },
  {
    rule: 'server/ uses nothing of web/, e2e/ or scripts/',
    isBrokenBy: ({ file, target, kind }) =>
      isIn(file, 'server/') && kind === 'file' && !isIn(target, 'server/'),
  },
  {
    rule: 'server/testing/ is for tests and for the scripts that judge',
    isBrokenBy: ({ file, target }) =>
      isIn(target, 'server/testing/') &&
      !isIn(file, 'server/testing/', 'e2e/', 'scripts/crash/', 'scripts/bench/') &&
      !isIn(file, 'scripts/faults/', 'scripts/judges/') &&
      !isTest(file),
  },
  {
    rule: 'server/storage/ holds rows and knows nobody who uses them',
    isBrokenBy: ({ file, target, kind }) =>
      isIn(file, 'server/storage/') &&
      !isTest(file) &&
      kind === 'file' &&
      !isIn(target, 'server/storage/', 'server/contract/'),
  },
  {
    rule: 'in server/, only server/storage/ opens a database (node:sqlite, pg)',
    isBrokenBy: ({ file, target }) =>
      isIn(file, 'server/') &&
      !isIn(file, 'server/storage/', 'server/testing/') &&
      !isTest(file) &&
      (target === 'node:sqlite' || target === 'pg'),
  },
  {
    rule: 'e2e/ drives the browser: of the project it uses #contract/*, #snippets/*, server/testing/, what starts a console and a browser, and the walk of the pictures',
    isBrokenBy: ({ file, target, kind }) =>
      isIn(file, 'e2e/') &&
      kind === 'file' &&
      !isIn(target, 'e2e/', 'server/contract/', 'server/snippets/', 'server/testing/') &&
      !isIn(target, 'scripts/console-process.ts', 'scripts/browser.ts') &&
      target !== 'scripts/picture-walk.ts',
  },
  {
    rule: 'a spec takes test and expect from fixtures.ts, which watch the page for noise',
    isBrokenBy: ({ file, target, typeOnly }) =>
      file.endsWith('.spec.ts') && target === '@playwright/test' && !typeOnly,
  },
  {
    rule: "zod is imported as `import * as z from 'zod/mini'`: anything else ships all of it",
    isBrokenBy: ({ file, target, clause }) =>
      /^zod(\/|$)/.test(target) &&
      file !== 'web/zod.ts' &&
      !(target === 'zod/mini' && clause === '* as z'),
  },
  {
    rule: 'no barrels: a file exports what it defines',
    // web/zod.ts is what the build puts in the place of zod.
    isBrokenBy: ({ file, reExport }) =>
      (reExport && file !== 'web/zod.ts') || /\/index\.tsx?$/.test(file),
  },
]

/** Every border that the lines break, as `file:line` with the rule. */
export function findTrespasses(lines: readonly Import[]): string[] {
  return lines.flatMap((line) =>
    BORDERS.filter(({ isBrokenBy }) => isBrokenBy(line)).map(
      ({ rule }) => `${line.file}:${line.line} '${line.specifier}' breaks: ${rule}`,
    ),
  )
}

function isIn(path: string, ...folders: readonly string[]): boolean {
  return folders.some((folder) => path.startsWith(folder))
}

function isTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file)
}
