import { memo, type ReactNode, Suspense, useDeferredValue, useMemo, useState } from 'react'
import { bcp47, LANGUAGE_NAMES, LANGUAGES, type Language } from '#contract/languages'
import { LIMITS } from '#contract/limits'
import type { Locale } from '#contract/locale'
import { ChatLine } from '../features/chat/chat.tsx'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { Callout } from '../ui/callout/callout.tsx'
import { useFirstTouch } from '../ui/interaction.ts'
import { Pane } from '../ui/layout.tsx'
import { lazyComponent } from '../ui/lazy-component.tsx'
import { AssumedNote } from './assumed-note.tsx'
import { ChatFrame, type Device, type Scheme } from './chat-frame.tsx'
import { findInvisibleTexts } from './invisible-texts.ts'
import { LanguageOverview } from './language-overview.tsx'
import { PreviewBubbles } from './preview-bubbles.tsx'
import styles from './preview-pane.module.css'
import { ReaderControls } from './reader-controls.tsx'
import { type PreviewFollowUp, textFor } from './text-for.ts'
import { previewTexts } from './texts.ts'
import { usePress } from './use-press.ts'

const OtherSample = lazyComponent(() => import('./other-sample.tsx'), 'OtherSample')

type SampleLineProps = {
  language: Language
  /** Whether it is the page's own language, whose sample needs no loading. */
  own: boolean
}

/** The sample message, shown while no message is chosen. */
function SampleLine({ language, own }: SampleLineProps) {
  const t = useTexts(previewTexts)
  const ownSample = (
    <ChatLine who="bot" speaker={t.bot} text={t.sample} lang={t.sampleLang} sample />
  )
  return own ? (
    ownSample
  ) : (
    <Suspense fallback={ownSample}>
      <OtherSample language={language} />
    </Suspense>
  )
}

const InvisibleNotes = lazyComponent(() => import('./invisible-notes.tsx'), 'InvisibleNotes')

type InvisiblesFoundProps = {
  followUps: readonly PreviewFollowUp[]
  bot: { botName: string; text: string } | null
}

/** Warns about invisible characters; the warning is loaded when there are some. */
const InvisiblesFound = memo(function InvisiblesFound({ followUps, bot }: InvisiblesFoundProps) {
  const texts = findInvisibleTexts(followUps, bot)
  if (texts.length === 0) return null
  return (
    <Suspense>
      <InvisibleNotes texts={texts} />
    </Suspense>
  )
})

// Preloaded at the first interaction, because it is needed at once after a click.
const loadPressed = () => import('./pressed.tsx')
const PressedMessage = lazyComponent(loadPressed, 'PressedMessage')
const PressedNote = lazyComponent(loadPressed, 'PressedNote')

export type PreviewMessage = { text: string; botName: string }

type Props = {
  followUps: readonly PreviewFollowUp[]
  /** The bot's message above the bubbles; null shows a sample. */
  message: PreviewMessage | null
  /** Actions of the pane, such as sending a test. */
  actions: ReactNode
}

const OWN_LANGUAGE: Record<Locale, Language> = { zh: 'zh_cn', en: 'en_us' }

/** The chat as a user of one language sees it; a click on a bubble is simulated. */
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
  // Deferred, so that typing does not wait for what surrounds the bubbles.
  const deferred = useDeferredValue(followUps)
  const used = LANGUAGES.filter((code) =>
    deferred.some(({ i18n_contents }) => i18n_contents?.some((row) => row.language === code)),
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
                <PreviewBubbles texts={texts} language={language} onPress={press} focus={focus} />
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
        <InvisiblesFound followUps={deferred} bot={message} />
        <LanguageOverview followUps={deferred} language={language} onLanguage={setChosen} />
      </div>
    </Pane>
  )
}

/** The page's current theme: the chosen one, else the system's. */
function pageScheme(): Scheme {
  // There is no document while the page is prerendered.
  if (typeof document === 'undefined') return 'light'
  const { theme } = document.documentElement.dataset
  if (theme === 'light' || theme === 'dark') return theme
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}
