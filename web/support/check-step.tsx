import { Send } from 'lucide-react'
import { useState } from 'react'
import { createMessageSchema } from '#contract/create-message'
import { isLanguage, LANGUAGE_NAMES, LANGUAGES, type Language } from '#contract/languages'
import type { Locale } from '#contract/locale'
import type { Profile } from '#contract/profile'
import type { Recipient } from '#contract/recipient'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { useRecipients } from '../queries/recipients.ts'
import type { Order } from '../queries/use-delivery.ts'
import { Button } from '../ui/button.tsx'
import { HoldButton } from '../ui/hold-button.tsx'
import { IsolatedText } from '../ui/isolated-text.tsx'
import { LabelledInput } from '../ui/labelled-input.tsx'
import { LabelledSelect } from '../ui/labelled-select.tsx'
import { ProfileBadge } from '../ui/profile-badge.tsx'
import { readStored, writeStored } from '../ui/storage.ts'
import { useProductionQuestion } from '../ui/use-production-question.tsx'
import { filledOffer } from './filled-offer.ts'
import type { Journey, Offer } from './journey.ts'
import type { Parts } from './parts.ts'
import { addressOf } from './people.ts'
import { SeenChat } from './seen-chat.tsx'
import { StepFrame } from './step-frame.tsx'
import styles from './support.module.css'
import { supportTexts } from './texts.ts'
import { WayChoice } from './way-choice.tsx'

const LANGUAGE_KEY = 'follow-up-console.support.language'
const OWN_LANGUAGE: Record<Locale, Language> = { zh: 'zh_cn', en: 'en_us' }

type Props = {
  parts: Parts
  profile: Profile
  offer: Offer
  who: Recipient
  journey: Journey
  sending: boolean
  onChange: (part: Partial<Journey>) => void
  onBack: () => void
  onSend: (order: Order) => void
}

/** Everything at a glance, as the person will see it, and Send. */
export function CheckStep(props: Props) {
  const { parts, profile, offer, who, journey, sending, onChange, onBack, onSend } = props
  const t = useTexts(supportTexts)
  const { locale } = useLocale()
  const [language, setLanguage] = useState(() => readLanguage() ?? OWN_LANGUAGE[locale])
  const [mend, setMend] = useState<string | null>(null)
  const question = useProductionQuestion(profile)
  const { followUps } = filledOffer(offer, journey.values)
  const text = journey.text === '' ? t.defaultText : journey.text
  const chat_id = useChatWith(profile.id, who)
  const { under } = journey
  const name = who.name ?? who.receive_id

  const send = () => {
    if (sending) return
    const order = { profile: profile.id, follow_ups: followUps, sendAnyway: false }
    if (under) return onSend({ ...order, messageId: under.message_id })
    const { receive_id_type, receive_id } = who
    const message = createMessageSchema.safeParse({ receive_id_type, receive_id, text })
    if (!message.success) return setMend(t.textNeeded)
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
        <WayChoice
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
          value={journey.text}
          placeholder={t.defaultText}
          mend={mend ?? undefined}
          onText={(typed) => {
            setMend(null)
            onChange({ text: typed })
          }}
        />
      )}
      <LabelledSelect
        label={t.language}
        value={language}
        options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value].native }))}
        onValue={(value) => {
          setLanguage(value)
          writeStored(LANGUAGE_KEY, value)
        }}
      />
      <SeenChat
        message={under ? under.text : text}
        followUps={followUps}
        language={language}
        textFor={parts.textFor}
      />
      {question ? <p className={styles.soft}>{t.hold}</p> : null}
    </StepFrame>
  )
}

/** The one-to-one chat with somebody; a send since they were chosen may have made it known. */
function useChatWith(profile: string, who: Recipient): string | null {
  const { data } = useRecipients(profile, '')
  const known = data?.find((one) => addressOf(one) === addressOf(who))
  return known?.chat_id ?? who.chat_id
}

function readLanguage(): Language | null {
  const stored = readStored(LANGUAGE_KEY)
  return isLanguage(stored) ? stored : null
}
