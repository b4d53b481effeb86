import { useDeferredValue, useId, useState } from 'react'
import { findVariables } from '#contract/template-variables'
import { useTemplates } from '../api-client/templates.ts'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button/button.tsx'
import { Callout } from '../ui/callout/callout.tsx'
import { LabelledInput } from '../ui/form/labelled-field.tsx'
import { IsolatedText } from '../ui/text/isolated-text.tsx'
import { Choice } from './choice.tsx'
import { filledOffer, givenFor, withGaps } from './filled-offer.ts'
import type { FlowState, Offer, SupportDependencies } from './flow.ts'
import { StepFrame } from './step-frame.tsx'
import styles from './support.module.css'
import { supportTexts } from './texts.ts'

type Props = {
  deps: SupportDependencies
  flow: FlowState
  onChange: (part: Partial<FlowState>) => void
  onNext: () => void
}

/** The choice of a prompt and its values. */
export function WhatStep({ deps, flow, onChange, onNext }: Props) {
  const t = useTexts(supportTexts)
  const { locale } = useLocale()
  const [typed, setTyped] = useState('')
  const query = useDeferredValue(typed.trim())
  const { data, isError, refetch } = useTemplates(query)
  const [refused, setRefused] = useState(false)
  const { offer, values } = flow

  const saved: Offer[] = (data ?? []).map(({ id, name, note, follow_ups }) => ({
    key: id,
    name,
    note,
    follow_ups,
  }))
  const examples = deps
    .examples(locale)
    .filter(({ name, note }) => containsWords(`${name} ${note}`, query))
  const problem = (): string | null => {
    if (!offer) return t.chooseFirst
    const { missing, invalid } = filledOffer(offer, values)
    if (missing.length > 0) return t.fillFirst(missing.join(t.comma))
    return invalid ? t.textsInvalid : null
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

function containsWords(text: string, query: string): boolean {
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
  values: FlowState['values']
  onChoose: (offer: Offer) => void
  onValues: (values: FlowState['values']) => void
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
                // biome-ignore lint/suspicious/noArrayIndexKey: bubbles have no id
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

type FillInProps = {
  offer: Offer
  values: FlowState['values']
  onValues: (values: FlowState['values']) => void
}

/** The inputs for the variables of an offer; nothing if it has none. */
function FillIn({ offer, values, onValues }: FillInProps) {
  const t = useTexts(supportTexts)
  const names = findVariables(offer.follow_ups)
  if (names.length === 0) return null
  return (
    <fieldset className={styles.fill}>
      <legend className={styles.strong}>{t.fillTitle}</legend>
      <p className={styles.soft}>{t.fillHint}</p>
      {names.map((name) => (
        <LabelledInput
          key={name}
          label={name}
          dir="auto"
          value={givenFor(values, name)}
          onText={(text) => onValues({ ...values, [name]: text })}
        />
      ))}
    </fieldset>
  )
}
