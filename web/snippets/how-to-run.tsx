import { Fragment, type ReactNode } from 'react'
import { clientInfo, type SnippetClient } from '#snippets/clients'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import styles from './snippets.module.css'
import { snippetTexts } from './texts.ts'

/** What starts a program, the credentials it reads and the versions it is for. */
export function HowToRun({ client }: { client: SnippetClient }) {
  const t = useTexts(snippetTexts)
  const { locale } = useLocale()
  const { run, note, environment } = clientInfo(client)
  const ways = environment.map((way) =>
    joined(
      way.map((name) => <code key={name}>{name}</code>),
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
        <dd>{ways.length === 0 ? t.none : joined(ways, t.or)}</dd>
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
