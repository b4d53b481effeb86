import { Send } from 'lucide-react'
import { useState } from 'react'
import { createMessageSchema } from '#contract/create-message'
import type { DraftFollowUps } from '#contract/draft'
import { bcp47, isLanguage, LANGUAGE_NAMES, LANGUAGES, type Language } from '#contract/languages'
import type { Locale } from '#contract/locale'
import type { Profile } from '#contract/profile'
import type { Recipient } from '#contract/recipients'

import { useRecipients } from '../api-client/recipients.ts'
import type { Order } from '../api-client/use-delivery.ts'
import { storedValue, useStoredValue } from '../browser/stored-value.ts'
import { ChatLine } from '../features/chat/chat.tsx'
import { ProfileBadge, useProductionQuestion } from '../features/profile/profile-badge.tsx'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button/button.tsx'
import { HoldButton } from '../ui/button/hold-button.tsx'
import { LabelledInput, LabelledSelect } from '../ui/form/labelled-field.tsx'
import { IsolatedText } from '../ui/text/isolated-text.tsx'
import { filledOffer } from './filled-offer.ts'
import type { FlowState, Offer, SupportDependencies } from './flow.ts'
import { addressOf } from './people.ts'
import { StepFrame } from './step-frame.tsx'
import styles from './support.module.css'
import { TargetChoice } from './target-choice.tsx'
import { supportTexts } from './texts.ts'

export const storedSupportLanguage = storedValue({
  key: 'support.language',
  parse: (value) => (isLanguage(value) ? value : null),
  format: 'text',
})
const OWN_LANGUAGE: Record<Locale, Language> = { zh: 'zh_cn', en: 'en_us' }

type Props = {
  deps: SupportDependencies
  profile: Profile
  offer: Offer
  who: Recipient
  flow: FlowState
  sending: boolean
  onChange: (part: Partial<FlowState>) => void
  onBack: () => void
  onSend: (order: Order) => void
}

/** A summary with a preview, and Send. */
export function CheckStep(props: Props) {
  const { deps, profile, offer, who, flow, sending, onChange, onBack, onSend } = props
  const t = useTexts(supportTexts)
  const { locale } = useLocale()
  const [language, setLanguage] = useStoredValue(storedSupportLanguage, OWN_LANGUAGE[locale])
  const [error, setError] = useState<string | null>(null)
  const question = useProductionQuestion(profile)
  const { followUps } = filledOffer(offer, flow.values)
  const text = flow.text === '' ? t.defaultText : flow.text
  const chat_id = useChatWith(profile.id, who)
  const { under } = flow
  const name = who.name ?? who.receive_id

  const send = () => {
    if (sending) return
    const order = { profile: profile.id, follow_ups: followUps, sendAnyway: false }
    if (under) return onSend({ ...order, messageId: under.message_id })
    const { receive_id_type, receive_id } = who
    const message = createMessageSchema.safeParse({ receive_id_type, receive_id, text })
    if (!message.success) return setError(t.textNeeded)
    onSend({ ...order, message: message.data })
  }

  return (
    <StepFrame
      title={t.checkTitle}
      actions={
        <>
          <Button onClick={onBack}>{t.back}</Button>
          <HoldButton
            variant="primary"
            icon={<Send size={16} aria-hidden="true" />}
            aria-disabled={sending}
            question={sending ? null : question}
            onPress={send}
          >
            {sending ? t.sending : t.send}
          </HoldButton>
        </>
      }
    >
      <dl className={styles.summary}>
        <div>
          <dt>{t.for}</dt>
          <dd>
            <IsolatedText text={name} />
          </dd>
        </div>
        <div>
          <dt>{t.offer}</dt>
          <dd>
            <IsolatedText text={offer.name} />
          </dd>
        </div>
        <div>
          <dt>{t.as}</dt>
          <dd>
            <ProfileBadge profile={profile} />
          </dd>
        </div>
      </dl>
      {chat_id === null ? null : (
        <TargetChoice
          profile={profile.id}
          chat_id={chat_id}
          under={under}
          onUnder={(message) => onChange({ under: message })}
        />
      )}
      {under ? null : (
        <LabelledInput
          label={t.text}
          dir="auto"
          value={flow.text}
          placeholder={t.defaultText}
          error={error ?? undefined}
          onText={(typed) => {
            setError(null)
            onChange({ text: typed })
          }}
        />
      )}
      <LabelledSelect
        label={t.language}
        value={language}
        options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value].native }))}
        onValue={setLanguage}
      />
      <SeenChat
        message={under ? under.text : text}
        followUps={followUps}
        language={language}
        textFor={deps.textFor}
      />
      {question ? <p className={styles.soft}>{t.hold}</p> : null}
    </StepFrame>
  )
}

/** The one-to-one chat with a recipient, which a send since the choice may have created. */
function useChatWith(profile: string, who: Recipient): string | null {
  const { data } = useRecipients(profile, '')
  const known = data?.find((one) => addressOf(one) === addressOf(who))
  return known?.chat_id ?? who.chat_id
}

type SeenChatProps = {
  /** The bot's message above the bubbles; null if unknown. */
  message: string | null
  followUps: DraftFollowUps
  language: Language
  textFor: SupportDependencies['textFor']
}

/** The end of the chat as the recipient will see it. */
function SeenChat({ message, followUps, language, textFor }: SeenChatProps) {
  const t = useTexts(supportTexts)
  return (
    <figure className={styles.chat} aria-label={t.preview}>
      <ChatLine who="bot" speaker={t.bot} text={message ?? '…'} sample={message === null} />
      <ul className={styles.seen} aria-label={t.bubbles}>
        {followUps.map((followUp, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: bubbles have no id
          <li key={index}>
            <bdi className={styles.bubble} lang={bcp47(language)}>
              {textFor(followUp, language)}
            </bdi>
          </li>
        ))}
      </ul>
      <figcaption className={styles.soft}>{t.assumed}</figcaption>
    </figure>
  )
}
