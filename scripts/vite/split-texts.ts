import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Plugin, parseAst } from 'vite'
import { readImports } from '../imports.ts'

type Files = {
  /** The folder that the others are named from. */
  root: string
  entry: string
  /** What gives the built page its texts. */
  packs: string
}

const OURS: Files = {
  root: fileURLToPath(new URL('../..', import.meta.url)),
  entry: 'web/main.tsx',
  packs: 'web/i18n/packs.ts',
}
const PACK = /^virtual:texts\/(en|zh)$/
const LOCALES = ['en', 'zh'] as const

type Program = ReturnType<typeof parseAst>
type Statement = Program['body'][number]
type Expression = Extract<Statement, { type: 'ExpressionStatement' }>['expression']
type Call = Extract<Expression, { type: 'CallExpression' }>
type Literal = Extract<Expression, { type: 'ObjectExpression' }>
type Node = Program | Statement | Expression

type Declared = { file: string; index: number; start: number; end: number; parts: Parts }
type Read = (file: string) => string
type PartId = (one: Pick<Declared, 'file' | 'index'>, locale: string) => string
/** The source of each language's object, made a module of its own. */
type Parts = Record<(typeof LOCALES)[number], string>

/**
 * Takes the texts of the first screen out of its script, so that a reader loads them in one language
 * only: each `defineTexts({ en, zh })` of a file that the entry imports statically becomes a place in
 * a pack, and there is one pack a language (see web/i18n/packs.ts). What is loaded later keeps both.
 */
export function splitTexts({ root, entry, packs }: Files = OURS): Plugin {
  let declared: Declared[] = []
  const read: Read = (file) => readFileSync(join(root, file), 'utf8')
  /** Beside its file, so that its imports lead where they did. */
  const partId: PartId = ({ file, index }, locale) => `${join(root, file)}.${locale}${index}.ts`
  return {
    name: 'split-texts',
    enforce: 'pre',
    configResolved({ command, build }) {
      if (command === 'build' && !build.ssr)
        declared = filesFrom(entry, read).flatMap((file) => declaredIn(file, read(file)))
    },
    resolveId(id) {
      const isPart = declared.some((one) => LOCALES.some((locale) => id === partId(one, locale)))
      return PACK.test(id) || isPart ? id : null
    },
    load(id) {
      const [, locale] = PACK.exec(id) ?? []
      if (locale) return packOf(declared.map((one) => partId(one, locale)))
      for (const one of declared) {
        for (const locale of LOCALES) if (id === partId(one, locale)) return one.parts[locale]
      }
      return null
    },
    transform(code, id) {
      const own = declared.filter(({ file }) => id === join(root, file))
      if (own.length === 0) return null
      let next = code
      for (const one of own.toReversed()) {
        next = `${next.slice(0, one.start)}packedTexts(${declared.indexOf(one)})${next.slice(one.end)}`
      }
      return {
        code: `import { packedTexts } from ${JSON.stringify(join(root, packs))}\n${next}`,
        map: null,
      }
    },
  }
}

/** The files of ours that a file needs at once, itself among them. */
function filesFrom(entry: string, read: Read): string[] {
  const found = new Set([entry])
  for (const file of found) {
    for (const { target, kind, typeOnly, clause, specifier } of readImports(file, read(file))) {
      // Without a clause it is loaded later, or a style.
      if (kind === 'file' && !typeOnly && clause !== '' && /\.tsx?$/.test(specifier + target)) {
        found.add(target)
      }
    }
  }
  return [...found].filter((file) => /\.tsx?$/.test(file))
}

function declaredIn(file: string, source: string): Declared[] {
  if (!source.includes('defineTexts(')) return []
  const program = parseAst(source, { lang: file.endsWith('x') ? 'tsx' : 'ts' })
  const calls = nodesOf(program).filter(isDeclaration)
  return calls.flatMap((call, index) => {
    const [argument] = call.arguments
    if (argument?.type !== 'ObjectExpression') return []
    const parts = LOCALES.map((locale) => partOf(program, source, argument, locale))
    const [en, zh] = parts
    if (!en || !zh) return []
    return [{ file, index, start: call.start, end: call.end, parts: { en, zh } }]
  })
}

function isDeclaration(node: Node): node is Call {
  return (
    node.type === 'CallExpression' &&
    node.callee.type === 'Identifier' &&
    node.callee.name === 'defineTexts'
  )
}

/** One language's object with the imports that it uses; `null` where it uses more of its file. */
function partOf(
  program: Program,
  source: string,
  argument: Literal,
  locale: string,
): string | null {
  const property = argument.properties.find(
    (one) => one.type === 'Property' && one.key.type === 'Identifier' && one.key.name === locale,
  )
  if (property?.type !== 'Property') return null
  const used = new Set(
    nodesOf(property.value).flatMap((node) => (node.type === 'Identifier' ? [node.name] : [])),
  )
  const imports: string[] = []
  for (const statement of program.body) {
    if (statement.type === 'ImportDeclaration') {
      const names = statement.specifiers.flatMap((one) =>
        one.type === 'ImportSpecifier' && used.has(one.local.name) ? [one.local.name] : [],
      )
      if (names.length > 0) {
        imports.push(`import { ${names.join(', ')} } from ${statement.source.raw}`)
      }
    } else if (
      statement.type === 'VariableDeclaration' &&
      statement.declarations.some(({ id }) => id.type === 'Identifier' && used.has(id.name))
    ) {
      return null
    }
  }
  const { start, end } = property.value
  return `${imports.join('\n')}\nexport default ${source.slice(start, end)}\n`
}

function nodesOf(node: Node): Node[] {
  const children = Object.values(node).flat().filter(isNode)
  return [node, ...children.flatMap(nodesOf)]
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value
}

function packOf(ids: readonly string[]): string {
  const imports = ids.map((id, at) => `import t${at} from ${JSON.stringify(id)}`)
  return `${imports.join('\n')}\nexport const pack = [${ids.map((_, at) => `t${at}`)}]\n`
}
