import { Download } from 'lucide-react'
import { Fragment, type ReactNode, useMemo } from 'react'
import { clientInfo, type SnippetClient, type SnippetLanguage } from '#snippets/clients'
import { snippet } from '#snippets/snippet'
import { SNIPPET_PROBLEMS, type SnippetCall, SnippetError } from '#snippets/snippet-call'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { IconButton } from '../../ui/button/button.tsx'
import { CopyButton } from '../../ui/button/copy-button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { highlight } from './highlight.ts'
import styles from './snippets.module.css'
import { snippetTexts } from './texts.ts'

/** A program to read, copy and download, and how to run it. */
export function Program({ client, call }: { client: SnippetClient; call: SnippetCall }) {
  const t = useTexts(snippetTexts)
  const { locale } = useLocale()
  const written = useMemo(() => write(client, call), [client, call])
  if (written instanceof SnippetError) {
    return (
      <Callout tone="warn" title={t.cannotClient}>
        {SNIPPET_PROBLEMS[written.problem][locale]}
      </Callout>
    )
  }
  const { name, language, file_name } = clientInfo(client)
  return (
    <>
      <div className={styles.program}>
        <div className={styles.tools}>
          <code className={styles.file}>{file_name}</code>
          <CopyButton text={written} label={t.copy} />
          <IconButton
            label={t.download(file_name)}
            icon={<Download size={16} aria-hidden="true" />}
            onClick={() => saveFile(file_name, written, 'text/plain;charset=utf-8')}
          />
        </div>
        <Code label={t.code(name)} language={language} code={written} />
      </div>
      <HowToRun client={client} />
    </>
  )
}

function write(client: SnippetClient, call: SnippetCall): string | SnippetError {
  try {
    return snippet(client, call)
  } catch (error) {
    if (error instanceof SnippetError) return error
    throw error
  }
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

/** The command that runs a program, its environment variables and versions. */
function HowToRun({ client }: { client: SnippetClient }) {
  const t = useTexts(snippetTexts)
  const { locale } = useLocale()
  const { run, note, environment } = clientInfo(client)
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
        <dt>{t.versions}</dt>
        <dd>{note[locale]}</dd>
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
