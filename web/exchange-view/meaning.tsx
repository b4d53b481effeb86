import { Ban, Check, CircleCheck, CircleHelp, Eye, Hourglass } from 'lucide-react'
import { useId } from 'react'
import { Link } from 'wouter'
import type { Exchange } from '#contract/exchange'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { Badge } from '../ui/badge.tsx'
import { ExactText } from '../ui/exact-text.tsx'
import { ExternalLink } from '../ui/external-link.tsx'
import { checkHref, concernsProfile } from './concerns-profile.ts'
import { explain } from './explain.ts'
import { explainNotes } from './explain-notes.ts'
import { mayRepeat } from './may-repeat.ts'
import styles from './meaning.module.css'
import { meaningTexts } from './meaning-texts.ts'
import { Passage, Passages } from './passage.tsx'

const REPEAT_LOOKS = {
  wait: { tone: 'neutral', icon: Hourglass },
  needless: { tone: 'neutral', icon: Check },
  later: { tone: 'good', icon: CircleCheck },
  safe: { tone: 'good', icon: CircleCheck },
  no: { tone: 'bad', icon: Ban },
  unsaid: { tone: 'unsure', icon: CircleHelp },
  look_first: { tone: 'unsure', icon: Eye },
} as const

/** What an answer means: what happened, what to do, whether to repeat, where to read on. */
export function Meaning({ exchange }: { exchange: Exchange }) {
  const t = useTexts(meaningTexts)
  const { locale } = useLocale()
  const headingId = useId()
  const { happened, advice } = explain(exchange, locale)
  const notes = explainNotes(exchange, locale)
  const { failure, meaning, troubleshooter } = exchange
  return (
    <section className={styles.meaning} aria-labelledby={headingId}>
      <h3 id={headingId} className={styles.title}>
        {t.title}
      </h3>
      <Passages>
        <Passage label={t.happened}>
          {happened.map((sentence) => (
            <p key={sentence} className={styles.happened}>
              {sentence}
            </p>
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
          {advice.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          {concernsProfile(exchange) ? (
            <p>
              <Link href={checkHref(exchange.profile)}>{t.checkProfile}</Link>
            </p>
          ) : null}
        </Passage>
        <Repeat exchange={exchange} />
        {notes.length > 0 ? (
          <Passage label={t.notes}>
            {notes.map((note) => (
              <p key={note}>{note}</p>
            ))}
          </Passage>
        ) : null}
        {meaning || troubleshooter ? (
          <Passage label={t.links}>
            {meaning ? <ExternalLink href={meaning.source}>{t.documentation}</ExternalLink> : null}
            {troubleshooter ? (
              <ExternalLink href={troubleshooter}>{t.troubleshooter}</ExternalLink>
            ) : null}
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
