import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Plugin, parseAst } from 'vite'
import { readImports } from '../imports.ts'

type SplitOptions = {
  root: string
  /** Relative to the root, like `packs`. */
  entry: string
  /** The module that gives the built page its texts. */
  packs: string
}

const DEFAULTS: SplitOptions = {
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

type Declaration = {
  file: string
  index: number
  start: number
  end: number
  sources: LocaleSources
}
type Read = (file: string) => string
type ModuleId = (one: Pick<Declaration, 'file' | 'index'>, locale: string) => string
/** For each language, the source of a module that exports its object. */
type LocaleSources = Record<(typeof LOCALES)[number], string>

/**
 * Takes the texts of the first screen out of its script, so that a user loads them in one language
 * only: each `defineTexts({ en, zh })` in a file that the entry imports statically becomes an index
 * into a pack, and there is one pack per language (see web/i18n/packs.ts). Lazy parts keep both.
 */
export function splitTexts({ root, entry, packs }: SplitOptions = DEFAULTS): Plugin {
  let declarations: Declaration[] = []
  const read: Read = (file) => readFileSync(join(root, file), 'utf8')
  /** In the folder of its file, so that relative imports still resolve. */
  const moduleId: ModuleId = ({ file, index }, locale) => `${join(root, file)}.${locale}${index}.ts`
  return {
    name: 'split-texts',
    enforce: 'pre',
    configResolved({ command, build }) {
      if (command === 'build' && !build.ssr)
        declarations = filesFrom(entry, read).flatMap((file) => findDeclarations(file, read(file)))
    },
    resolveId(id) {
      const isOurs = declarations.some((one) =>
        LOCALES.some((locale) => id === moduleId(one, locale)),
      )
      return PACK.test(id) || isOurs ? id : null
    },
    load(id) {
      const [, locale] = PACK.exec(id) ?? []
      if (locale) return packSource(declarations.map((one) => moduleId(one, locale)))
      for (const one of declarations) {
        for (const locale of LOCALES) if (id === moduleId(one, locale)) return one.sources[locale]
      }
      return null
    },
    transform(code, id) {
      const own = declarations.filter(({ file }) => id === join(root, file))
      if (own.length === 0) return null
      let next = code
      for (const one of own.toReversed()) {
        next = `${next.slice(0, one.start)}packedTexts(${declarations.indexOf(one)})${next.slice(one.end)}`
      }
      return {
        code: `import { packedTexts } from ${JSON.stringify(join(root, packs))}\n${next}`,
        map: null,
      }
    },
  }
}

/** The project files that the entry imports statically, itself included. */
function filesFrom(entry: string, read: Read): string[] {
  const found = new Set([entry])
  for (const file of found) {
    for (const { target, kind, typeOnly, clause, specifier } of readImports(file, read(file))) {
      // An import without a clause is lazy or a style sheet.
      if (kind === 'file' && !typeOnly && clause !== '' && /\.tsx?$/.test(specifier + target)) {
        found.add(target)
      }
    }
  }
  return [...found].filter((file) => /\.tsx?$/.test(file))
}

function findDeclarations(file: string, source: string): Declaration[] {
  if (!source.includes('defineTexts(')) return []
  const program = parseAst(source, { lang: file.endsWith('x') ? 'tsx' : 'ts' })
  const calls = nodesOf(program).filter(isDeclaration)
  return calls.flatMap((call, index) => {
    const [argument] = call.arguments
    if (argument?.type !== 'ObjectExpression') return []
    const [en, zh] = LOCALES.map((locale) => localeSource(program, source, argument, locale))
    if (!en || !zh) return []
    return [{ file, index, start: call.start, end: call.end, sources: { en, zh } }]
  })
}

function isDeclaration(node: Node): node is Call {
  return (
    node.type === 'CallExpression' &&
    node.callee.type === 'Identifier' &&
    node.callee.name === 'defineTexts'
  )
}

/** A module with one language's object and the imports it uses; null if it uses more of its file. */
function localeSource(
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
    // A type has no value to import.
    if (statement.type === 'ImportDeclaration' && statement.importKind !== 'type') {
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

function packSource(ids: readonly string[]): string {
  const imports = ids.map((id, at) => `import t${at} from ${JSON.stringify(id)}`)
  return `${imports.join('\n')}\nexport const pack = [${ids.map((_, at) => `t${at}`)}]\n`
}
