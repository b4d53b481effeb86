import type { DraftFollowUps } from '#contract/draft'
import { bcp47, isLanguage, LANGUAGE_NAMES } from '#contract/languages'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Callout } from '../../ui/callout/callout.tsx'
import shared from '../../ui/shared.module.css'
import { IsolatedText, SeenText } from '../../ui/text/isolated-text.tsx'
import { ResponseMeaning } from '../error-codes/response-meaning.tsx'
import { MessageChoice, MessageFacts } from '../pasted/message-choice.tsx'
import type { Reading } from '../pasted/read-pasted.ts'
import styles from './import.module.css'
import { importTexts } from './texts.ts'

/** More than the platform accepts, to show what is wrong. */
const SHOWN = 10
const SHOWN_ROWS = 50

/** The bubbles with a pasted table in them, and what was filled and left out. */
export type FilledTable = {
  followUps: DraftFollowUps
  texts: number
  bubbles: number
  languages: number
  columnsLeft: number
  rowsLeft: number
}

type Props = {
  reading: Reading
  /** What a pasted table becomes. */
  table: FilledTable | null
  /** The message that is imported. */
  picked: string | null
  appId: string | null
  onPick: (messageId: string) => void
  /** Called when a link leads to another page. */
  onLeave: () => void
}

/** The parts found in a paste, those not imported, and a warning if it contained a token. */
export function Found({ reading, table, picked, appId, onPick, onLeave }: Props) {
  const t = useTexts(importTexts)
  const { locale } = useLocale()
  const { kind, base_url, not_understood, had_token, several, messages, chat_id } = reading
  const bubbles = reading.follow_ups ?? []
  const languages = new Set(
    bubbles.flatMap(({ i18n_contents = [] }) => i18n_contents.map((row) => row.language)),
  )
  const message = messages.find((one) => one.message_id === picked)
  return (
    <section className={styles.found} aria-label={t.found}>
      {had_token ? (
        <Callout tone="warn" title={t.token}>
          {t.tokenWhy}
        </Callout>
      ) : null}
      <h3 className={styles.heading}>{t.found}</h3>
      <dl className={styles.facts}>
        <dt>{t.kind}</dt>
        <dd>{t.kinds[kind]}</dd>
        {several ? null : (
          <>
            <dt>{t.target}</dt>
            <dd>
              {picked ?? t.none} {message ? <MessageFacts message={message} appId={appId} /> : null}
            </dd>
          </>
        )}
        {chat_id === null || messages.length > 0 ? null : (
          <>
            <dt>{t.chat}</dt>
            <dd>{chat_id}</dd>
          </>
        )}
        <dt>{t.bubbles}</dt>
        <dd>
          {table
            ? t.tableCounts(table.texts, table.bubbles, table.languages)
            : bubbles.length > 0
              ? t.counts(bubbles.length, languages.size)
              : reading.bubbles === 'open'
                ? t.open
                : t.none}
        </dd>
        {base_url === null ? null : (
          <>
            <dt>{t.upstream}</dt>
            <dd>
              <IsolatedText text={base_url} /> <span className={shared.soft}>{t.upstreamNote}</span>
            </dd>
          </>
        )}
      </dl>
      {several ? (
        <MessageChoice
          messages={messages}
          chosen={picked}
          appId={appId}
          onPick={({ message_id }) => onPick(message_id)}
        />
      ) : null}
      {bubbles.length > 0 ? (
        <ol className={styles.texts}>
          {bubbles.slice(0, SHOWN).map(({ content, i18n_contents = [] }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: bubbles have no other identity
            <li key={index}>
              <SeenText text={content} />
              <ul className={styles.rows}>
                {i18n_contents.slice(0, SHOWN_ROWS).map((row, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a language may stand there twice
                  <li key={at}>
                    {isLanguage(row.language) ? LANGUAGE_NAMES[row.language][locale] : row.language}
                    {': '}
                    <SeenText
                      text={row.content}
                      lang={isLanguage(row.language) ? bcp47(row.language) : undefined}
                    />
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ol>
      ) : null}
      {bubbles.length > SHOWN ? (
        <p className={shared.soft}>{t.more(bubbles.length - SHOWN)}</p>
      ) : null}
      {reading.response ? (
        <ResponseMeaning response={reading.response} from={reading} onLeave={onLeave} />
      ) : null}
      {reading.bubbles === 'open' ? (
        <Callout tone="warn" title={t.openTitle}>
          {t.openWhy}
        </Callout>
      ) : null}
      {table && table.columnsLeft + table.rowsLeft > 0 ? (
        <Callout tone="info">{t.tableLeft(table.columnsLeft, table.rowsLeft)}</Callout>
      ) : null}
      {not_understood.length > 0 ? (
        <Callout tone="info" title={t.notUnderstood(not_understood.length)}>
          <ul className={styles.remarks}>
            {not_understood.map(({ place, reason }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two of them may have the same text
              <li key={index}>
                <span className={styles.place}>
                  <IsolatedText text={place} />
                </span>
                {reason[locale]}
              </li>
            ))}
          </ul>
        </Callout>
      ) : null}
    </section>
  )
}
