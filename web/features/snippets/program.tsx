import { Download } from 'lucide-react'
import { Fragment, type ReactNode, useMemo } from 'react'
import type { Bilingual } from '#contract/locale'
import type { SnippetLanguage } from '#snippets/clients'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { IconButton } from '../../ui/button/button.tsx'
import { CopyButton } from '../../ui/button/copy-button.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { highlight } from './highlight.ts'
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
