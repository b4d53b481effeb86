import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { build, type Rollup } from 'vite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { splitTexts } from './split-texts.ts'

const FILES = {
  'main.ts': `import { show } from './first.ts'
show()
void import('./later.ts')
void import('virtual:texts/en')
void import('virtual:texts/zh')
`,
  'first.ts': `import { defineTexts } from './texts.ts'
import { LIMIT } from './limit.ts'
import type { Sentence } from './limit.ts'
const OWN = 'a value of the file'
const texts = defineTexts({
  en: { many: (n: number) => \`\${n} of \${LIMIT} bubbles\`, nested: { one: 'An English sentence' as Sentence } },
  zh: { many: (n) => \`\${n} / \${LIMIT} 个气泡\`, nested: { one: '中文句子' } },
})
const bound = defineTexts({ en: { own: OWN }, zh: { own: '留在原处' } })
export const show = () => console.log(texts, bound)
`,
  'later.ts': `import { defineTexts } from './texts.ts'
console.log(defineTexts({ en: { a: 'Later in English' }, zh: { a: '以后的中文' } }))
`,
  'limit.ts': 'export const LIMIT = Math.max(3, 2)\nexport type Sentence = string',
  'texts.ts': 'export const defineTexts = <T>(texts: T) => texts',
  'packs.ts': 'export const packedTexts = (at: number) => ({ at })',
}

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'split-texts-'))
  for (const [file, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }
})
afterEach(() => rmSync(root, { recursive: true }))

test('removes texts from the first script, puts each language into its pack and leaves lazy parts alone', async () => {
  const output = (await build({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [splitTexts({ root, entry: 'main.ts', packs: 'packs.ts' })],
    build: { write: false, minify: false, rolldownOptions: { input: join(root, 'main.ts') } },
  })) as Rollup.RollupOutput
  const holding = (text: string) =>
    output.output.flatMap((one) =>
      one.type === 'chunk' && one.code.includes(text) ? one.name : [],
    )
  expect(holding('An English sentence')).toEqual(['en'])
  expect(holding(' bubbles`')).toEqual(['en'])
  expect(holding('中文句子')).toEqual(['zh'])
  expect(holding('Later in English')).toEqual(['later'])
  expect(holding('以后的中文')).toEqual(['later'])
  // Uses a constant of its file, so it stays there.
  expect(holding('留在原处')).toEqual(['main'])
})
