import { Ban, Check, CircleCheck, CircleHelp, Eye, Hourglass } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { Exchange } from '#contract/exchange'
import type { Locale } from '#contract/locale'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Badge } from '../../ui/callout/callout.tsx'
import { keyed } from '../../ui/keyed.ts'
import { ExactText } from '../../ui/text/exact-text.tsx'
import { ExternalLink } from '../../ui/text/external-link.tsx'
import { exchangeStatus } from './exchange-status.ts'
import { explain } from './explain.ts'
import styles from './meaning.module.css'
import { meaningTexts } from './meaning-texts.ts'
import { Passage, Passages } from './parts.tsx'

/** Codes about the app, its token, its bot, its scopes or its network. */
const ABOUT_THE_APP = /^(99991[56]\d\d|112\d\d|230027|20013|99991401|232034)$/

/** The bot is not enabled; on a push it means another message is newer. */
const NO_BOT = 230006

/** Whether the problem is the profile (its URL, secret or app), so that no other message would help. */
export function concernsProfile({
  outcome,
  failure,
  code,
  endpoint,
}: Pick<Exchange, 'outcome' | 'failure' | 'code'> & { endpoint?: string }): boolean {
  return (
    (code === NO_BOT && endpoint === 'create_message') ||
    outcome === 'token_refused' ||
    outcome === 'not_sent' ||
    failure?.stage === 'token' ||
    ABOUT_THE_APP.test(String(code))
  )
}

/** The link to the check of a profile. */
export function checkHref(profile: string): string {
  return `/?${new URLSearchParams({ profile, check: '1' })}`
}

const REPEAT_LOOKS = {
  wait: { tone: 'neutral', icon: Hourglass },
  needless: { tone: 'neutral', icon: Check },
  later: { tone: 'good', icon: CircleCheck },
  safe: { tone: 'good', icon: CircleCheck },
  no: { tone: 'bad', icon: Ban },
  unsaid: { tone: 'unsure', icon: CircleHelp },
  look_first: { tone: 'unsure', icon: Eye },
} as const

type MeaningProps = {
  exchange: Exchange
  /** What the exchange means for the run that it is part of. */
  lead?: string | null
  /** The next steps as buttons; without them, a link tests the connection if that can help. */
  next?: ReactNode
}

/** The meaning of a response: what happened, what to do, whether to retry, links. */
export function Meaning({ exchange, lead = null, next }: MeaningProps) {
  const t = useTexts(meaningTexts)
  const { locale } = useLocale()
  const { happened, advice } = explain(exchange, locale)
  const notes = explainNotes(exchange, locale)
  const { failure, meaning, troubleshooter } = exchange
  return (
    <section className={styles.meaning} aria-label={t.title}>
      <Passages>
        <Passage label={t.happened}>
          {lead ? <p>{lead}</p> : null}
          {keyed(happened).map(([key, sentence]) => (
            <p key={key}>{sentence}</p>
          ))}
        </Passage>
        {failure ? (
          <Passage label={t.cause}>
            <p>
              {t.stage[failure.stage]}{' '}
              <code className={styles.detail}>
                <ExactText>{failure.detail}</ExactText>
              </code>
            </p>
          </Passage>
        ) : null}
        <Passage label={t.advice}>
          {/* First, so that it is seen without scrolling in a low pane. */}
          {next}
          {keyed(advice).map(([key, sentence]) => (
            <p key={key}>{sentence}</p>
          ))}
          {next === undefined && concernsProfile(exchange) ? (
            <p>
              <Link href={checkHref(exchange.profile)}>{t.checkProfile}</Link>
            </p>
          ) : null}
        </Passage>
        <Repeat exchange={exchange} />
        {notes.length > 0 ? (
          <Passage label={t.notes}>
            {keyed(notes).map(([key, note]) => (
              <p key={key}>{note}</p>
            ))}
          </Passage>
        ) : null}
        {meaning || troubleshooter ? (
          <Passage label={t.links}>
            {[
              [meaning?.source, t.documentation],
              [troubleshooter, t.troubleshooter],
            ].map(([href, name]) =>
              href ? (
                <p key={name} className={styles.link}>
                  <ExternalLink href={href}>{name}</ExternalLink>
                </p>
              ) : null,
            )}
          </Passage>
        ) : null}
      </Passages>
    </section>
  )
}

function Repeat({ exchange }: { exchange: Exchange }) {
  const t = useTexts(meaningTexts)
  const may = mayRepeat(exchange)
  const { tone, icon: Icon } = REPEAT_LOOKS[may]
  const reason =
    may === 'needless' ? t.repeatReasons.needless[exchange.endpoint] : t.repeatReasons[may]
  return (
    <Passage label={t.repeat}>
      <p>
        <Badge tone={tone} icon={<Icon size={13} aria-hidden="true" />}>
          {t.repeats[may]}
        </Badge>{' '}
        {reason}
      </p>
    </Passage>
  )
}

/** The notes on an exchange as sentences. */
export function explainNotes(exchange: Exchange, locale: Locale): string[] {
  const t = meaningTexts[locale].noteTexts
  const { notes, attempts, code, response } = exchange
  const sentences = notes.map((note) =>
    note === 'http_status_disagrees'
      ? t.http_status_disagrees(`${response?.http_status}`, `${code}`)
      : t[note],
  )
  const renewalFailed = attempts.length > 1 && !notes.includes('token_renewed')
  return renewalFailed ? [...sentences, t.token_not_renewed] : sentences
}

/** Whether the same call can be made again. */
type MayRepeat = 'wait' | 'needless' | 'later' | 'no' | 'unsaid' | 'safe' | 'look_first'

type EndedExchange = Pick<Exchange, 'state' | 'outcome' | 'code'> & {
  meaning: Pick<NonNullable<Exchange['meaning']>, 'retryable'> | null
}

/** Returns `unsaid` for a code that is not in the catalogue. */
export function mayRepeat(exchange: EndedExchange): MayRepeat {
  switch (exchangeStatus(exchange)) {
    case 'running':
      return 'wait'
    case 'done':
      return 'needless'
    case 'not_sent':
      return 'safe'
    case 'unknown':
      return 'look_first'
    case 'refused':
    case 'token_refused':
      if (!exchange.meaning) return 'unsaid'
      return exchange.meaning.retryable ? 'later' : 'no'
  }
}
