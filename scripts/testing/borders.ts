import type { Import } from '../imports.ts'

export type Border = {
  /** The rule as a sentence. */
  rule: string
  isBrokenBy: (line: Import) => boolean
}

/** What a part of web/ may import beside itself, #contract/* and packages. */
const WEB_BASE = ['web/i18n/', 'web/browser/']
const WEB_SHARED = ['web/api-client/', 'web/ui/', ...WEB_BASE]

/** The features that other features may use too. They use no feature outside of this list. */
const SHARED_FEATURES = [
  'web/features/approvals/',
  'web/features/chat/',
  'web/features/checks/',
  'web/features/composition/',
  'web/features/error-codes/',
  'web/features/exchange-view/',
  'web/features/pasted/',
  'web/features/profile/',
  'web/features/results/',
  'web/features/snippets/',
  'web/features/target/',
]

/** The folder of a feature. */
const FEATURE = /^web\/features\/[^/]+\//

/** The folders of the emulator, the upper layer first; folders of one layer do not import each other. */
const EMULATOR_LAYERS = [
  ['http'],
  ['control'],
  ['calls'],
  ['tenant'],
  ['connections'],
  ['assumptions', 'events', 'faults'],
].map((names) => names.map((name) => `server/emulator/${name}/`))

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
    rule: 'web/browser/ uses no other part of web/',
    isBrokenBy: ({ file, target }) => isIn(file, 'web/browser/') && leaves(target, 'web/browser/'),
  },
  {
    rule: 'web/i18n/ uses only web/browser/ of web/',
    isBrokenBy: ({ file, target }) => isIn(file, 'web/i18n/') && leaves(target, ...WEB_BASE),
  },
  {
    rule: 'web/ui/ knows no feature and no page: of web/ it uses web/i18n/ and web/browser/',
    isBrokenBy: ({ file, target }) =>
      isIn(file, 'web/ui/') && leaves(target, 'web/ui/', ...WEB_BASE),
  },
  {
    rule: 'web/api-client/ uses only web/i18n/ and web/browser/ of web/, and #contract/* of the server',
    isBrokenBy: ({ file, target }) =>
      isIn(file, 'web/api-client/') &&
      (leaves(target, 'web/api-client/', ...WEB_BASE) ||
        isIn(target, 'server/imports/', 'server/snippets/')),
  },
  {
    rule: 'a feature of web/ imports no page and, of other features, only the shared ones',
    isBrokenBy: ({ file, target }) => {
      const [own] = FEATURE.exec(file) ?? []
      return own !== undefined && leaves(target, own, ...SHARED_FEATURES, ...WEB_SHARED)
    },
  },
  {
    rule: 'a page of web/ imports features and no other page',
    isBrokenBy: ({ file, target }) => {
      const [own] = /^web\/pages\/[^/]+\//.exec(file) ?? []
      return own !== undefined && leaves(target, own, ...WEB_SHARED) && !FEATURE.test(target)
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
    rule: 'server/imports/ reads pastes and uses only itself, #contract/* and two parsers: it runs in a browser too',
    isBrokenBy: ({ file, target }) =>
      isIn(file, 'server/imports/') &&
      !isTest(file) &&
      !isIn(target, 'server/imports/', 'server/contract/') &&
      !['jsonc-parser', 'yaml'].includes(target),
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
    rule: 'in server/emulator/, folders import only in the order entry, http, control, calls, tenant, connections, then assumptions, events and faults',
    isBrokenBy: ({ file, target }) =>
      isIn(file, 'server/emulator/') &&
      !isTest(file) &&
      !isIn(file, 'server/emulator/testing/') &&
      isIn(target, 'server/emulator/') &&
      target !== 'server/emulator/json-body.ts' &&
      EMULATOR_LAYERS.some((folders, layer) => {
        const folder = folders.find((one) => isIn(file, one))
        const below = EMULATOR_LAYERS.slice(layer + 1).flat()
        return folder !== undefined && !isIn(target, folder, ...below)
      }),
  },
  {
    rule: 'server/emulator/testing/ is for tests',
    isBrokenBy: ({ file, target }) =>
      isIn(target, 'server/emulator/testing/') &&
      !isIn(file, 'server/emulator/testing/', 'server/testing/') &&
      !isTest(file),
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
    rule: 'server/ uses nothing of web/, e2e/, lab/ or scripts/; its tests start what scripts/build.ts builds',
    isBrokenBy: ({ file, target, kind }) =>
      isIn(file, 'server/') &&
      kind === 'file' &&
      !isIn(target, 'server/') &&
      !(isIn(file, 'server/testing/') && target === 'scripts/build.ts'),
  },
  {
    rule: 'server/testing/ is for tests, their prerequisites and lab/',
    isBrokenBy: ({ file, target }) =>
      isIn(target, 'server/testing/') &&
      !isIn(file, 'server/testing/', 'e2e/', 'lab/', 'scripts/prerequisites.ts') &&
      !isTest(file),
  },
  {
    rule: 'server/storage/ knows none of its users',
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
    rule: 'e2e/ drives the browser: of the project it uses #contract/*, #snippets/*, server/testing/, scripts/{browser,build}.ts and lab/pictures/walk.ts',
    isBrokenBy: ({ file, target, kind }) =>
      isIn(file, 'e2e/') &&
      kind === 'file' &&
      !isIn(target, 'e2e/', 'server/contract/', 'server/snippets/', 'server/testing/') &&
      !isIn(target, 'scripts/browser.ts', 'scripts/build.ts', 'lab/pictures/walk.ts'),
  },
  {
    rule: 'a spec takes test and expect from fixtures.ts, which watch the page for noise',
    isBrokenBy: ({ file, target, typeOnly }) =>
      file.endsWith('.spec.ts') && target === '@playwright/test' && !typeOnly,
  },
  {
    rule: "zod is imported as `import * as z from 'zod/mini'`: anything else bundles all of it",
    isBrokenBy: ({ file, target, clause }) =>
      /^zod(\/|$)/.test(target) &&
      file !== 'web/zod.ts' &&
      !isTest(file) &&
      !(target === 'zod/mini' && clause === '* as z'),
  },
  {
    rule: 'no barrels: a file exports what it defines',
    // web/zod.ts replaces zod in the build.
    isBrokenBy: ({ file, reExport }) =>
      (reExport && file !== 'web/zod.ts') || /\/index\.tsx?$/.test(file),
  },
]

/** Returns every broken border as `file:line` with the rule. */
export function findBorderBreaks(lines: readonly Import[]): string[] {
  return lines.flatMap((line) =>
    BORDERS.filter(({ isBrokenBy }) => isBrokenBy(line)).map(
      ({ rule }) => `${line.file}:${line.line} '${line.specifier}' breaks: ${rule}`,
    ),
  )
}

function isIn(path: string, ...folders: readonly string[]): boolean {
  return folders.some((folder) => path.startsWith(folder))
}

/** Whether an import leads to a file of web/ outside of these folders. */
function leaves(target: string, ...folders: readonly string[]): boolean {
  return isIn(target, 'web/') && !isIn(target, ...folders)
}

function isTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file)
}
