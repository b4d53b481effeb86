import { findNodeAtLocation, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'
import { pushFollowUpBodySchema } from '#contract/follow-ups'
import type { Bilingual, Locale } from '#contract/locale'
import { validate } from '#contract/validation/validate'

/** An issue of the JSON text: its position (offsets in UTF-16 units, line from 1) and how to fix it. */
export type JsonIssue = { from: number; to: number; line: number; message: string }

const SYNTAX: Record<string, Bilingual> = {
  InvalidSymbol: {
    zh: '这里的写法不是 JSON，文字要放在双引号 " " 里。',
    en: 'Not JSON: texts stand in double quotes " ".',
  },
  InvalidNumberFormat: { zh: '数字的写法不对。', en: 'This number is not written as JSON.' },
  PropertyNameExpected: {
    zh: '这里应是双引号里的字段名。',
    en: 'A field name in quotes belongs here.',
  },
  ValueExpected: { zh: '这里缺少一个值。', en: 'A value is missing here.' },
  ColonExpected: { zh: '字段名后面缺少冒号 :。', en: 'A colon : is missing after the field name.' },
  CommaExpected: { zh: '这里缺少逗号 ,。', en: 'A comma , is missing here.' },
  CloseBraceExpected: { zh: '缺少右花括号 }。', en: 'A closing brace } is missing.' },
  CloseBracketExpected: { zh: '缺少右方括号 ]。', en: 'A closing bracket ] is missing.' },
  EndOfFileExpected: {
    zh: 'JSON 到此已结束，请删除后面的内容。',
    en: 'The JSON ends here: remove what follows.',
  },
  InvalidCommentToken: {
    zh: 'JSON 里不能写注释，请删除。',
    en: 'JSON has no comments: remove this one.',
  },
  UnexpectedEndOfString: {
    zh: '文字缺少结尾的双引号 "。',
    en: 'The closing quote " of this text is missing.',
  },
  InvalidUnicode: {
    zh: '\\u 后面应是四位十六进制数字。',
    en: 'Four hexadecimal digits belong after \\u.',
  },
  InvalidEscapeCharacter: {
    zh: '这个转义不被接受；反斜杠本身写作 \\\\。',
    en: 'This escape is not accepted; a backslash itself is written \\\\.',
  },
  InvalidCharacter: {
    zh: '文字里有未转义的控制字符；换行写作 \\n。',
    en: 'An unescaped control character: write a line break as \\n.',
  },
}

const BROKEN: Bilingual = { zh: '这里不是有效的 JSON。', en: 'This is not valid JSON.' }

function lineAt(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    line += 1
  }
  return line
}

function syntaxIssues(text: string, errors: readonly ParseError[], locale: Locale): JsonIssue[] {
  return errors.map(({ error, offset, length }) => ({
    from: offset,
    to: Math.min(text.length, offset + length),
    line: lineAt(text, offset),
    message: (SYNTAX[printParseErrorCode(error)] ?? BROKEN)[locale],
  }))
}

/** Finds the issues of a JSON text: those of its syntax, or else those of the contract. */
export function validateJson(text: string, locale: Locale): JsonIssue[] {
  const errors: ParseError[] = []
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false })
  if (errors.length > 0 || !tree) return syntaxIssues(text, errors, locale)
  const validation = validate(pushFollowUpBodySchema, JSON.parse(text), locale)
  if (validation.ok) return []
  return validation.issues.map(({ path, message }) => {
    const node = nearestNode(tree, path)
    return {
      from: node.offset,
      to: node.offset + node.length,
      line: lineAt(text, node.offset),
      message: path === '' ? message : `${path}: ${message}`,
    }
  })
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
