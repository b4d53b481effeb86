import { StreamLanguage, type StreamParser, type StringStream } from '@codemirror/language'
import { clike, csharp, java } from '@codemirror/legacy-modes/mode/clike'
import { go } from '@codemirror/legacy-modes/mode/go'
import { http } from '@codemirror/legacy-modes/mode/http'
import { javascript, json, typescript } from '@codemirror/legacy-modes/mode/javascript'
import { python } from '@codemirror/legacy-modes/mode/python'
import { shell } from '@codemirror/legacy-modes/mode/shell'
import { highlightCode, tagHighlighter, tags } from '@lezer/highlight'
import { Download } from 'lucide-react'
import { Fragment, type ReactNode, useMemo } from 'react'
import type { Bilingual } from '#contract/locale'
import type { SnippetLanguage } from '#snippets/clients'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { IconButton } from '../../ui/button/button.tsx'
import { CopyButton } from '../../ui/button/copy-button.tsx'
import { saveFile } from '../../ui/save-file.ts'
import styles from './snippets.module.css'
import { snippetTexts } from './texts.ts'

type ProgramProps = {
  code: string
  /** Names the client, or what the program does. */
  name: string
  language: SnippetLanguage
  file_name: string
  run: string | Bilingual
  environment: readonly (readonly string[])[]
  notes: readonly Bilingual[]
}

/** A program to read, copy and download, and how to run it. */
export function Program({ code, name, language, file_name, ...facts }: ProgramProps) {
  const t = useTexts(snippetTexts)
  return (
    <>
      <div className={styles.program}>
        <div className={styles.tools}>
          <code className={styles.file}>{file_name}</code>
          <CopyButton text={code} label={t.copy} />
          <IconButton
            label={t.download(file_name)}
            icon={<Download size={16} aria-hidden="true" />}
            onClick={() => saveFile(file_name, code, 'text/plain;charset=utf-8')}
          />
        </div>
        <Code label={t.code(name)} language={language} code={code} />
      </div>
      <HowToRun {...facts} />
    </>
  )
}

type CodeProps = { label: string; language: SnippetLanguage; code: string }

/** A program with syntax highlighting, in a box that scrolls instead of wrapping. */
function Code({ label, language, code }: CodeProps) {
  const pieces = useMemo(() => highlight(language, code), [language, code])
  return (
    <section
      className={styles.box}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must take the keyboard
      tabIndex={0}
    >
      <pre className={styles.code} dir="ltr" translate="no">
        <code>
          {pieces.map(({ text, look }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces have nothing else and never move
            <span key={index} className={look === '' ? undefined : styles[look]}>
              {text}
            </span>
          ))}
        </code>
      </pre>
    </section>
  )
}

/** The command that runs a program, its environment variables and notes. */
function HowToRun({
  run,
  environment,
  notes,
}: Pick<ProgramProps, 'run' | 'environment' | 'notes'>) {
  const t = useTexts(snippetTexts)
  const { locale } = useLocale()
  const alternatives = environment.map((names) =>
    joined(
      names.map((name) => <code key={name}>{name}</code>),
      t.and,
    ),
  )
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{t.run}</dt>
        <dd>
          {typeof run === 'string' ? (
            <span className={styles.command}>
              <code>{run}</code>
              <CopyButton text={run} label={t.copyRun} />
            </span>
          ) : (
            run[locale]
          )}
        </dd>
      </div>
      <div>
        <dt>{t.environment}</dt>
        <dd>{alternatives.length === 0 ? t.none : joined(alternatives, t.or)}</dd>
      </div>
      <div>
        <dt>{t.notes}</dt>
        {notes.map((note) => (
          <dd key={note.en}>{note[locale]}</dd>
        ))}
      </div>
    </dl>
  )
}

function joined(items: readonly ReactNode[], between: string): ReactNode {
  return items.map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the items are fixed
    <Fragment key={index}>
      {index > 0 ? between : null}
      {item}
    </Fragment>
  ))
}

type Look = 'comment' | 'keyword' | 'text' | 'number' | 'name'
type Piece = { text: string; look: Look | '' }

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
