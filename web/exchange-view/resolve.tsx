import { useId, useRef } from 'react'
import type { Exchange } from '#contract/exchange'
import { useTexts } from '../i18n/texts.ts'
import { useResolve } from '../queries/resolve.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { Callout } from '../ui/callout.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { RepeatToResolve } from './repeat-to-resolve.tsx'
import { RequestFailure } from './request-failure.tsx'
import { ResolutionNote } from './resolution-note.tsx'
import { resolutionTexts } from './resolution-texts.ts'
import styles from './resolve.module.css'
import { resolveTexts } from './resolve-texts.ts'
import { WordOfPerson } from './word-of-person.tsx'

/** What is known of a send of unknown outcome, and the ways to learn more. */
export function Resolve({ exchange }: { exchange: Exchange }) {
  const t = useTexts(resolveTexts)
  const verdicts = useTexts(resolutionTexts)
  const announce = useAnnounce()
  const headingId = useId()
  const pressed = useRef(false)
  const { mutate, data, error, isPending, variables } = useResolve(exchange.id)
  const { resolution, endpoint } = exchange
  const repeating = isPending && 'repeat' in variables

  const resolve = (word: Parameters<typeof mutate>[0]) => {
    // The second click of a double one comes before the page knows that the first is pending.
    if (pressed.current) return
    pressed.current = true
    mutate(word, {
      onSettled: () => {
        pressed.current = false
      },
      onSuccess: ({ exchange: { resolution: now } }) => {
        if (now) announce(t.nowKnown(verdicts[now.verdict]))
      },
    })
  }
  const ways = (
    <div className={styles.ways}>
      {endpoint === 'push_follow_up' ? (
        <RepeatToResolve
          exchange={exchange}
          busy={isPending}
          repeating={repeating}
          onRepeat={() => resolve({ repeat: true })}
        />
      ) : null}
      <WordOfPerson busy={isPending} saving={isPending && !repeating} onSay={resolve} />
    </div>
  )
  return (
    <section className={styles.resolve} aria-labelledby={headingId}>
      <h3 id={headingId} className={styles.title}>
        {resolution ? t.settled : t.title}
      </h3>
      {resolution ? <ResolutionNote resolution={resolution} /> : <p>{t.lead}</p>}
      {data?.repeat?.recorded === false ? (
        <Callout tone="warn">{t.repeatNotRecorded}</Callout>
      ) : null}
      {error ? <RequestFailure error={error} /> : null}
      {resolution ? <Disclosure summary={t.again}>{ways}</Disclosure> : ways}
    </section>
  )
}
