import { useDeferredValue, useId, useState } from 'react'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { useTemplates } from '../queries/templates.ts'
import { Button } from '../ui/button.tsx'
import { Callout } from '../ui/callout.tsx'
import { IsolatedText } from '../ui/isolated-text.tsx'
import { LabelledInput } from '../ui/labelled-input.tsx'
import { Choice } from './choice.tsx'
import { FillIn } from './fill-in.tsx'
import { filledOffer, withGaps } from './filled-offer.ts'
import type { Journey, Offer } from './journey.ts'
import type { Parts } from './parts.ts'
import { StepFrame } from './step-frame.tsx'
import styles from './support.module.css'
import { supportTexts } from './texts.ts'

type Props = {
  parts: Parts
  journey: Journey
  onChange: (part: Partial<Journey>) => void
  onNext: () => void
}

/** Which prompt, and what goes into it. */
export function WhatStep({ parts, journey, onChange, onNext }: Props) {
  const t = useTexts(supportTexts)
  const { locale } = useLocale()
  const [typed, setTyped] = useState('')
  const query = useDeferredValue(typed.trim())
  const { data, isError, refetch } = useTemplates(query)
  const [refused, setRefused] = useState(false)
  const { offer, values } = journey

  const saved: Offer[] = (data ?? []).map(({ id, name, note, follow_ups }) => ({
    key: id,
    name,
    note,
    follow_ups,
  }))
  const examples = parts
    .examples(locale)
    .filter(({ name, note }) => holds(`${name} ${note}`, query))
  const problem = (): string | null => {
    if (!offer) return t.chooseFirst
    const { missing, flawed } = filledOffer(offer, values)
    if (missing.length > 0) return t.fillFirst(missing.join(t.comma))
    return flawed ? t.textsFlawed : null
  }
  const next = () => (problem() === null ? onNext() : setRefused(true))
  const group = (label: string, offers: readonly Offer[]) => (
    <OfferGroup
      label={label}
      offers={offers}
      chosen={offer}
      values={values}
      onChoose={(chosen) => {
        setRefused(false)
        onChange({ offer: chosen })
      }}
      onValues={(filled) => {
        setRefused(false)
        onChange({ values: filled })
      }}
    />
  )

  return (
    <StepFrame
      title={t.whatTitle}
      problem={refused ? problem() : null}
      actions={
        <Button variant="primary" onClick={next}>
          {t.next}
        </Button>
      }
    >
      <LabelledInput label={t.search} type="search" dir="auto" value={typed} onText={setTyped} />
      {isError ? (
        <Callout tone="bad" title={t.unreachable}>
          <div>
            <Button onClick={() => void refetch()}>{t.retry}</Button>
          </div>
        </Callout>
      ) : null}
      {data === undefined && !isError ? <p role="status">{t.loading}</p> : null}
      {data?.length === 0 && query === '' ? <p className={styles.soft}>{t.noTemplates}</p> : null}
      {data?.length === 0 && examples.length === 0 ? (
        <p role="status">{t.noneFound(query)}</p>
      ) : null}
      {saved.length > 0 ? group(t.templates, saved) : null}
      {examples.length > 0 ? group(t.examples, examples) : null}
    </StepFrame>
  )
}

function holds(text: string, query: string): boolean {
  const lower = text.toLocaleLowerCase()
  return query
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word))
}

type GroupProps = {
  label: string
  offers: readonly Offer[]
  chosen: Offer | null
  values: Journey['values']
  onChoose: (offer: Offer) => void
  onValues: (values: Journey['values']) => void
}

function OfferGroup({ label, offers, chosen, values, onChoose, onValues }: GroupProps) {
  const name = useId()
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{label}</legend>
      {offers.map((offer) => (
        <div key={offer.key} className={styles.offer}>
          <Choice name={name} checked={chosen?.key === offer.key} onChoose={() => onChoose(offer)}>
            <span className={styles.strong}>
              <IsolatedText text={offer.name} />
            </span>
            {offer.note === '' ? null : (
              <span className={styles.soft}>
                <IsolatedText
                  text={withGaps([{ content: offer.note }], values)[0]?.content ?? ''}
                />
              </span>
            )}
            <span className={styles.bubbles}>
              {withGaps(offer.follow_ups, values).map(({ content }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a bubble is known by its place only
                <bdi key={index} className={styles.bubble}>
                  {content}
                </bdi>
              ))}
            </span>
          </Choice>
          {chosen?.key === offer.key ? (
            <FillIn offer={chosen} values={values} onValues={onValues} />
          ) : null}
        </div>
      ))}
    </fieldset>
  )
}
