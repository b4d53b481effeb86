import { StreamLanguage, type StreamParser, type StringStream } from '@codemirror/language'
import { clike, csharp, java } from '@codemirror/legacy-modes/mode/clike'
import { go } from '@codemirror/legacy-modes/mode/go'
import { http } from '@codemirror/legacy-modes/mode/http'
import { javascript, json, typescript } from '@codemirror/legacy-modes/mode/javascript'
import { python } from '@codemirror/legacy-modes/mode/python'
import { shell } from '@codemirror/legacy-modes/mode/shell'
import { highlightCode, tagHighlighter, tags } from '@lezer/highlight'
import type { SnippetLanguage } from '#snippets/clients'

export type Look = 'comment' | 'keyword' | 'text' | 'number' | 'name'
export type Piece = { text: string; look: Look | '' }

const words = (list: string) => Object.fromEntries(list.split(' ').map((word) => [word, true]))

/** There is no mode for PHP; the mode of C is enough for its statements. */
const php = clike({
  name: 'php',
  keywords: words(
    'array catch declare echo exit function getenv if new require return throw try use',
  ),
  types: words('int string'),
  atoms: words('false null true'),
  multiLineStrings: true,
  hooks: {
    "'": (stream: StringStream, state: Tokenized) => {
      state.tokenize = readQuoted
      return readQuoted(stream, state)
    },
    $: (stream: StringStream) => {
      stream.eatWhile(/\w/)
      return 'variableName'
    },
  },
})

type Tokenized = { tokenize: ((stream: StringStream, state: Tokenized) => string) | null }

/** The rest of a `'…'`, which may span lines. */
function readQuoted(stream: StringStream, state: Tokenized): string {
  while (!stream.eol()) {
    const unit = stream.next()
    if (unit === '\\') stream.next()
    else if (unit === "'") {
      state.tokenize = null
      break
    }
  }
  return 'string'
}

const MODES: Record<SnippetLanguage, StreamParser<unknown>> = {
  shell,
  go,
  python,
  java,
  javascript,
  typescript,
  csharp,
  php,
  http,
  json,
} as Record<SnippetLanguage, StreamParser<unknown>>

const looks = tagHighlighter([
  { tag: tags.comment, class: 'comment' },
  { tag: [tags.keyword, tags.modifier], class: 'keyword' },
  { tag: [tags.string, tags.character, tags.escape], class: 'text' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], class: 'number' },
  { tag: [tags.propertyName, tags.typeName, tags.standard(tags.variableName)], class: 'name' },
])

/** Splits a program into pieces of one style each. */
export function highlight(language: SnippetLanguage, code: string): Piece[] {
  const mode = { ...MODES[language], tokenTable: { property: tags.propertyName } }
  const tree = StreamLanguage.define(mode).parser.parse(code)
  const pieces: Piece[] = []
  const put = (text: string, look: string) => {
    const last = pieces.at(-1)
    if (last?.look === look) last.text += text
    else pieces.push({ text, look: look as Piece['look'] })
  }
  highlightCode(code, tree, looks, put, () => put('\n', ''))
  return pieces
}
