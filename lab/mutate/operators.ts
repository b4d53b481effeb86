import { parseSync } from 'vite'

/** One change of a source file that a test should notice. */
export type Mutant = {
  file: string
  line: number
  start: number
  end: number
  /** What is replaced, and by what. */
  before: string
  after: string
}

type Node = { type: string; start: number; end: number; [field: string]: unknown }
type Change = { start: number; end: number; after: string }

/** Other operators of the same kind. */
const OPERATORS: ReadonlyMap<string, string> = new Map([
  ['<', '<='],
  ['<=', '<'],
  ['>', '>='],
  ['>=', '>'],
  ['===', '!=='],
  ['!==', '==='],
  ['==', '!='],
  ['!=', '=='],
  ['+', '-'],
  ['-', '+'],
  ['*', '/'],
  ['/', '*'],
  ['%', '*'],
  ['<<', '>>'],
  ['>>', '<<'],
  ['&', '|'],
  ['|', '&'],
  ['&&', '||'],
  ['||', '&&'],
  ['+=', '-='],
  ['-=', '+='],
])

/** Methods that a slip could confuse. */
const METHODS: ReadonlyMap<string, string> = new Map([
  ['some', 'every'],
  ['every', 'some'],
  ['startsWith', 'endsWith'],
  ['endsWith', 'startsWith'],
  ['min', 'max'],
  ['max', 'min'],
  ['floor', 'ceil'],
  ['ceil', 'floor'],
  ['find', 'findLast'],
  ['findLast', 'find'],
  ['indexOf', 'lastIndexOf'],
  ['lastIndexOf', 'indexOf'],
])

/** Methods without which the value would still have its type. */
const OMITTED = new Set([
  'filter',
  'trim',
  'toLowerCase',
  'toUpperCase',
  'slice',
  'sort',
  'reverse',
])

/**
 * Returns every mutant of a source, in the order of the file. Types, imports and sentences for people are
 * left alone. A few do not parse, see {@link isValid}.
 */
export function findMutants(file: string, source: string): Mutant[] {
  const { program } = parseSync(file, source)
  const changes: Change[] = []
  visit(program as unknown as Node, (node) => changes.push(...changesOf(node, source)))
  const seen = new Set<string>()
  return changes
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .flatMap(({ start, end, after }) => {
      const before = source.slice(start, end)
      const key = `${start} ${end} ${after}`
      if (before === after || seen.has(key)) return []
      seen.add(key)
      return [{ file, line: source.slice(0, start).split('\n').length, start, end, before, after }]
    })
}

/** Whether a source still parses with a change. */
export function isValid(source: string, mutant: Mutant): boolean {
  return parseSync(mutant.file, mutate(source, mutant)).errors.length === 0
}

/** Returns a source with one change. */
export function mutate(source: string, { start, end, after }: Mutant): string {
  return source.slice(0, start) + after + source.slice(end)
}

const WITH_EXPRESSION = ['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression']

function visit(node: Node, report: (node: Node) => void): void {
  if (/^Import|^Export(All|Default)/.test(node.type)) return
  if (node.type.startsWith('TS')) {
    if (WITH_EXPRESSION.includes(node.type)) visit(node.expression as Node, report)
    return
  }
  report(node)
  for (const value of Object.values(node)) {
    for (const child of [value].flat()) if (isNode(child)) visit(child, report)
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}

function changesOf(node: Node, source: string): Change[] {
  const text = ({ start, end }: Node) => source.slice(start, end)
  const replace = (target: Node, after: string): Change => ({ ...spanOf(target), after })
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression':
    case 'AssignmentExpression':
      return operatorChanges(node, source)
    case 'UnaryExpression': {
      const isSign = node.operator === '!' || node.operator === '-'
      return isSign ? [replace(node, text(node.argument as Node))] : []
    }
    case 'UpdateExpression': {
      const other = node.operator === '++' ? '--' : '++'
      const argument = text(node.argument as Node)
      return [replace(node, node.prefix ? other + argument : argument + other)]
    }
    case 'ConditionalExpression':
    case 'IfStatement':
      return ['true', 'false'].map((value) => replace(node.test as Node, value))
    case 'WhileStatement':
    case 'ForStatement':
      return isNode(node.test) ? [replace(node.test, 'false')] : []
    case 'Literal':
      return literalChanges(node)
    case 'ArrayExpression':
      return elementChanges(node)
    case 'ChainExpression':
      return []
    case 'ExpressionStatement': {
      const { type } = node.expression as Node
      const hasEffect = /^(Call|Await|Assignment|Chain|Yield)Expression$/.test(type)
      return hasEffect ? [replace(node, ';')] : []
    }
    case 'CallExpression':
      return methodChanges(node, source)
    case 'MemberExpression': {
      if (node.optional !== true) return []
      const at = (node.object as Node).end
      return source.startsWith('?.', at) && !/^\?\.[[(]/.test(source.slice(at))
        ? [{ start: at, end: at + 2, after: '.' }]
        : []
    }
    default:
      return []
  }
}

function spanOf({ start, end }: Node): { start: number; end: number } {
  return { start, end }
}

function operatorChanges(node: Node, source: string): Change[] {
  const [left, right] = [node.left as Node, node.right as Node]
  const operator = String(node.operator)
  if (operator === '??') return [{ ...spanOf(node), after: source.slice(left.start, left.end) }]
  const after = OPERATORS.get(operator)
  const at = source.indexOf(operator, left.end)
  if (after === undefined || at < 0 || at >= right.start) return []
  return [{ start: at, end: at + operator.length, after }]
}

function literalChanges(node: Node): Change[] {
  const { value, regex } = node as Node & { regex?: { pattern: string; flags: string } }
  const change = (after: string): Change => ({ ...spanOf(node), after })
  if (regex) {
    const { pattern, flags } = regex
    const patterns = [
      pattern.replace(/^\^/, ''),
      pattern.replace(/\$$/, ''),
      pattern.replace(/(?<!\\)\+/, ''),
      pattern.replace(/\{(\d+),(\d+)\}/, (_, least, most) => `{${least},${Number(most) - 1}}`),
      pattern.replace(/\[\^/, '['),
    ].filter((other) => other !== pattern && other !== '')
    return [
      ...patterns.map((other) => change(`/${other}/${flags}`)),
      ...(flags.includes('i') ? [change(`/${pattern}/${flags.replace('i', '')}`)] : []),
    ]
  }
  if (typeof value === 'number') return [change(String(value + 1))]
  if (typeof value === 'boolean') return [change(String(!value))]
  // A sentence is for people.
  if (typeof value !== 'string' || /[\s\u3000-\u9fff]/.test(value)) return []
  return [change(value === '' ? "'x'" : "''")]
}

/** Leaves out the first and the last element of a list. */
function elementChanges(node: Node): Change[] {
  const elements = node.elements as (Node | null)[]
  const [first, second] = elements
  const [last, before] = [elements.at(-1), elements.at(-2)]
  if (!first || !last || elements.includes(null)) return []
  if (!second || !before) return [{ ...spanOf(first), after: '' }]
  return [
    { start: first.start, end: second.start, after: '' },
    { start: before.end, end: last.end, after: '' },
  ]
}

function methodChanges(node: Node, source: string): Change[] {
  const callee = node.callee as Node
  if (callee.type !== 'MemberExpression' || callee.computed === true) return []
  const [object, property] = [callee.object as Node, callee.property as Node]
  const name = source.slice(property.start, property.end)
  const other = METHODS.get(name)
  if (other) return [{ ...spanOf(property), after: other }]
  return OMITTED.has(name)
    ? [{ ...spanOf(node), after: source.slice(object.start, object.end) }]
    : []
}
