import { lazy, type ReactNode, Suspense, useDeferredValue, useMemo, useState } from 'react'
import { bcp47, LANGUAGE_NAMES, LANGUAGES, type Language } from '#contract/languages'
import { LIMITS } from '#contract/limits'
import type { Locale } from '#contract/locale'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { Callout } from '../ui/callout.tsx'
import { ChatLine } from '../ui/chat-line.tsx'
import { Pane } from '../ui/pane.tsx'
import { useFirstTouch } from '../ui/use-first-touch.ts'
import { AssumedNote } from './assumed-note.tsx'
import { Bubbles } from './bubbles.tsx'
import { ChatFrame, type Device } from './chat-frame.tsx'
import { InvisiblesFound } from './invisibles-found.tsx'
import { LanguageOverview } from './language-overview.tsx'
import { pageScheme } from './page-scheme.ts'
import type { PreviewFollowUp } from './preview-follow-up.ts'
import styles from './preview-pane.module.css'
import { ReaderControls } from './reader-controls.tsx'
import { SampleLine } from './sample-line.tsx'
import { textFor } from './text-for.ts'
import { previewTexts } from './texts.ts'
import { usePress } from './use-press.ts'

// Needed when a bubble is pressed, and then at once.
const loadPressed = () => import('./pressed.tsx')
const PressedMessage = lazy(async () => ({ default: (await loadPressed()).PressedMessage }))
const PressedNote = lazy(async () => ({ default: (await loadPressed()).PressedNote }))

export type PreviewMessage = { text: string; botName: string }

type Props = {
  followUps: readonly PreviewFollowUp[]
  /** The bot's message that the bubbles go under; `null` shows a sample in its place. */
  message: PreviewMessage | null
  /** A way to see it in the real client. */
  actions: ReactNode
}

const OWN_LANGUAGE: Record<Locale, Language> = { zh: 'zh_cn', en: 'en_us' }

/** The chat as one reader sees it; a pure function of what would be sent, until a bubble is pressed. */
export function PreviewPane({ followUps, message, actions }: Props) {
  const t = useTexts(previewTexts)
  const { locale } = useLocale()
  const [chosen, setChosen] = useState<Language | null>(null)
  const [scheme, setScheme] = useState(pageScheme)
  const [device, setDevice] = useState<Device>('desktop')
  const language = chosen ?? OWN_LANGUAGE[locale]
  const texts = followUps.map((followUp) => textFor(followUp, language))
  const { pressed, focus, press, back } = usePress(JSON.stringify([message, language, texts]))
  useFirstTouch(loadPressed)
  // What stands around the bubbles may follow the typed letter a moment later.
  const later = useDeferredValue(followUps)
  const used = LANGUAGES.filter((code) =>
    later.some(({ i18n_contents }) => i18n_contents?.some((row) => row.language === code)),
  ).join(' ')
  const withRow = useMemo(() => new Set(used.split(' ')), [used])

  return (
    <Pane title={t.title} actions={actions}>
      <div className={styles.parts}>
        <ReaderControls
          language={language}
          withRow={withRow}
          onLanguage={setChosen}
          scheme={scheme}
          onScheme={setScheme}
          device={device}
          onDevice={setDevice}
        />
        <figure className={styles.figure}>
          <ChatFrame
            label={t.chat(LANGUAGE_NAMES[language][locale])}
            scheme={scheme}
            device={device}
            botName={message?.botName ?? t.yourBot}
          >
            {message ? (
              <ChatLine who="bot" speaker={t.bot} text={message.text} cut />
            ) : (
              <SampleLine language={language} own={language === OWN_LANGUAGE[locale]} />
            )}
            {pressed ? (
              <Suspense>
                <PressedMessage
                  text={pressed.text}
                  lang={texts[pressed.index]?.source === 'row' ? bcp47(language) : undefined}
                  from={pressed.from}
                />
              </Suspense>
            ) : (
              <>
                <Bubbles texts={texts} language={language} onPress={press} focus={focus} />
                <AssumedNote texts={texts} language={language} />
              </>
            )}
          </ChatFrame>
          <figcaption className={styles.caption}>
            <span>{t.manner}</span>
            {texts.length > 0 && !pressed ? <span>{t.pressOne}</span> : null}
          </figcaption>
        </figure>
        <Suspense>{pressed ? <PressedNote text={pressed.text} onBack={back} /> : null}</Suspense>
        {texts.length === 0 ? <Callout tone="info">{t.noBubbles}</Callout> : null}
        {texts.length > LIMITS.followUps.max ? (
          <Callout tone="warn">{t.tooMany(texts.length)}</Callout>
        ) : null}
        <InvisiblesFound followUps={later} bot={message} />
        <LanguageOverview followUps={later} language={language} onLanguage={setChosen} />
      </div>
    </Pane>
  )
}
