import type { ReactNode } from 'react'
import type { Exchange } from '#contract/exchange'
import { sentTexts } from '#contract/sent-texts'
import { useTexts } from '../i18n/texts.ts'
import { useProfileName } from '../queries/profiles.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { ExactText } from '../ui/exact-text.tsx'
import { texts } from './texts.ts'
import styles from './what-was-sent.module.css'

/** Who sent what, as which app, to where. */
export function WhatWasSent({ exchange }: { exchange: Exchange }) {
  const t = useTexts(texts).facts
  const { id, profile, actor, message_id, body } = exchange
  const profileName = useProfileName()
  const shown = sentTexts(body)
  return (
    <dl className={styles.facts}>
      <Fact name={t.profile}>
        <bdi>{profileName(profile)}</bdi>
      </Fact>
      <Fact name={t.actor}>{actor}</Fact>
      {message_id ? (
        <Fact name={t.target}>
          <code>
            <ExactText>{message_id}</ExactText>
          </code>
          <CopyButton text={message_id} label={t.copyTarget} />
        </Fact>
      ) : null}
      <Fact name={t.id}>
        <code>
          <ExactText>{id}</ExactText>
        </code>
        <CopyButton text={id} label={t.copyId} />
      </Fact>
      {shown.length > 0 ? (
        <Fact name={t.texts}>
          <ul className={styles.texts}>
            {shown.map((text, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: texts may repeat and never move
              <li key={index} className={styles.text}>
                <ExactText>{text}</ExactText>
              </li>
            ))}
          </ul>
        </Fact>
      ) : null}
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
