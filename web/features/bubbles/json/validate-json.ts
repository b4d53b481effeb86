import { findNodeAtLocation, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'
import type { DraftFollowUps } from '#contract/draft'
import { pushFollowUpBodySchema } from '#contract/follow-ups'
import type { Bilingual, Locale } from '#contract/locale'
import { validate } from '#contract/validation/validate'
import { DEFAULT_ROW, rowIndex } from '../../composition/cell-address.ts'
import { fromBody } from '../../composition/composition.ts'
import { type CellNote, findCellNotes } from '../cell-checks.ts'

/** An issue of the JSON text: its position (offsets in UTF-16 units, line from 1) and how to fix it. */
export type JsonIssue = Position & {
  /** No other issue of the same text has it. */
  key: string
  severity: 'error' | 'warning'
  message: string
}

type Position = { from: number; to: number; line: number }

const SYNTAX: Record<string, Bilingual> = {
  InvalidSymbol: {
    zh: 'JSON 有误，文字应放在双引号 " " 中。',
    en: 'Invalid JSON. Put text in double quotes " ".',
  },
  InvalidNumberFormat: { zh: '数字格式有误。', en: 'Invalid number format.' },
  PropertyNameExpected: {
    zh: '此处应为双引号中的字段名。',
    en: 'Expected a field name in double quotes.',
  },
  ValueExpected: { zh: '此处缺少值。', en: 'Expected a value.' },
  ColonExpected: { zh: '字段名后缺少冒号 :。', en: 'Expected a colon : after the field name.' },
  CommaExpected: { zh: '此处缺少逗号 ,。', en: 'Expected a comma , here.' },
  CloseBraceExpected: { zh: '缺少右花括号 }。', en: 'Missing a closing brace }.' },
  CloseBracketExpected: { zh: '缺少右方括号 ]。', en: 'Missing a closing bracket ].' },
  EndOfFileExpected: {
    zh: 'JSON 到此已结束，请删除后面的内容。',
    en: 'The JSON ends here. Remove the rest.',
  },
  InvalidCommentToken: {
    zh: 'JSON 不支持注释，请删除。',
    en: 'JSON has no comments. Remove this one.',
  },
  UnexpectedEndOfString: {
    zh: '文字缺少结尾的双引号 "。',
    en: 'Missing the closing quote " of this text.',
  },
  InvalidUnicode: {
    zh: '\\u 后面应是四位十六进制数字。',
    en: 'Expected four hexadecimal digits after \\u.',
  },
  InvalidEscapeCharacter: {
    zh: '不支持此转义；反斜杠写作 \\\\。',
    en: 'Unsupported escape. Write a backslash as \\\\.',
  },
  InvalidCharacter: {
    zh: '文字中有未转义的控制字符；换行写作 \\n。',
    en: 'Unescaped control character. Write a line break as \\n.',
  },
}

const BROKEN: Bilingual = { zh: 'JSON 有误。', en: 'Invalid JSON.' }

function lineAt(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    line += 1
  }
  return line
}

function syntaxIssues(text: string, errors: readonly ParseError[], locale: Locale): JsonIssue[] {
  return errors.map(({ error, offset, length }) => {
    const message = (SYNTAX[printParseErrorCode(error)] ?? BROKEN)[locale]
    const position = positionOf(text, { offset, length })
    return { ...position, key: `${offset} ${message}`, severity: 'error', message }
  })
}

function positionOf(text: string, { offset, length }: JsonNode): Position {
  return {
    from: offset,
    to: Math.min(text.length, offset + length),
    line: lineAt(text, offset),
  }
}

/** Finds the issues of a JSON text: those of its syntax, or else those of the contract. */
export function validateJson(text: string, locale: Locale): JsonIssue[] {
  const errors: ParseError[] = []
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false })
  if (errors.length > 0 || !tree) return unique(syntaxIssues(text, errors, locale))
  const validation = validate(pushFollowUpBodySchema, JSON.parse(text), locale)
  if (validation.ok) return []
  return unique(
    validation.issues.map(({ path, message }) => ({
      ...positionOf(text, nearestNode(tree, path)),
      key: `${path} ${message}`,
      severity: 'error',
      message: path === '' ? message : `${path}: ${message}`,
    })),
  )
}

/** A list on the page must not have two items with one key. */
function unique(issues: readonly JsonIssue[]): JsonIssue[] {
  return [...new Map(issues.map((issue) => [issue.key, issue])).values()]
}

/** Errors of the contract already, so they are no notes here. */
const ERRORS: readonly CellNote['kind'][] = ['too_long', 'unsupported_language']

/** Finds the notes about the texts of a JSON text, with their positions; none if it is not a body. */
export function findJsonNotes(text: string): (Position & { note: CellNote })[] {
  const tree = parseTree(text, [], { disallowComments: true, allowTrailingComma: false })
  const followUps = readBubbles(text)
  if (!tree || !followUps) return []
  return findCellNotes(followUps)
    .filter(({ kind }) => !ERRORS.includes(kind))
    .map((note) => {
      const { bubble, row } = note.cell
      const index = rowIndex(followUps[bubble] ?? { content: '' }, row)
      const parent = `follow_ups.${bubble}`
      const path = row === DEFAULT_ROW ? parent : `${parent}.i18n_contents.${index}`
      return { ...positionOf(text, nearestNode(tree, `${path}.content`)), note }
    })
}

function readBubbles(text: string): DraftFollowUps | null {
  try {
    const { follow_ups } = JSON.parse(text) as { follow_ups?: unknown }
    return fromBody({ follow_ups })
  } catch {
    return null
  }
}

type JsonNode = { offset: number; length: number }

/** The node of a dotted path, or of the nearest parent that exists (a missing field has no node). */
function nearestNode(tree: NonNullable<ReturnType<typeof parseTree>>, path: string): JsonNode {
  const keys = path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key))
  for (let length = keys.length; length > 0; length -= 1) {
    const node = findNodeAtLocation(tree, keys.slice(0, length))
    if (node) return node
  }
  return tree
}
