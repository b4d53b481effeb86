import { Monitor, Moon, Smartphone, Sun } from 'lucide-react'
import { memo, useCallback, useEffect, useRef, useState } from 'react'
import { bcp47, isLanguage, LANGUAGE_NAMES, LANGUAGES, type Language } from '#contract/languages'
import { LIMITS } from '#contract/limits'
import type { Locale } from '#contract/locale'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Segmented } from '../../ui/form/segmented.tsx'
import { useFirstTouch } from '../../ui/interaction.ts'
import { lazyComponent } from '../../ui/lazy-component.tsx'
import { Panel } from '../../ui/panel.tsx'
import { IsolatedText } from '../../ui/text/isolated-text.tsx'
import { Bubbles, ChatLine, type PressedBubble } from '../chat/chat.tsx'
import type { SentNoteProps } from './notes.tsx'
import styles from './preview-pane.module.css'
import { type PreviewFollowUp, textFor } from './text-for.ts'
import { previewTexts } from './texts.ts'

// Preloaded at the first interaction, because they are needed at once after a click.
const loadNotes = () => import('./notes.tsx')
const PressedMessage = lazyComponent(loadNotes, 'PressedMessage')
const PressedNote = lazyComponent(loadNotes, 'PressedNote')
const UndocumentedNote = lazyComponent(loadNotes, 'UndocumentedNote')
const SentNote = lazyComponent(loadNotes, 'SentNote')

/** The bot's message above the bubbles; `time` is what the chat shows beside its name. */
export type PreviewMessage = { text: string; time: string | null }

type Props = {
  followUps: readonly PreviewFollowUp[]
  /** Null shows a placeholder. */
  message: PreviewMessage | null
  botName: string
  /** The language of the row that has the caret: the preview follows it. */
  caret: Language | null
  /** When these bubbles were sent, the address of their chat if it can be seen, and what became of them. */
  sent: SentNoteProps | null
}

const OWN_LANGUAGE: Record<Locale, Language> = { zh: 'zh_cn', en: 'en_us' }

/** The chat as a user of one language sees it; a click on a bubble is simulated. */
export function PreviewPane({ followUps, message, botName, caret, sent }: Props) {
  const t = useTexts(previewTexts)
  const { locale } = useLocale()
  const [language, setLanguage] = useFollowed(caret, OWN_LANGUAGE[locale])
  const [scheme, setScheme] = useState(pageScheme)
  const [device, setDevice] = useState<Device>('desktop')
  const texts = followUps.map((followUp) => textFor(followUp, language))
  const { pressed, focus, press, back } = usePress(JSON.stringify([message, language, texts]))
  useFirstTouch(loadNotes)
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    if (focus !== null) list.current?.querySelectorAll('button')[focus]?.focus()
  }, [focus])
  const tag = language === null ? undefined : bcp47(language)

  return (
    <Panel
      title={t.title}
      tools={
        <Controls
          language={language}
          onLanguage={setLanguage}
          scheme={scheme}
          onScheme={setScheme}
          device={device}
          onDevice={setDevice}
        />
      }
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields */}
      <div
        className={styles.chat}
        role="group"
        aria-label={language ? t.chat(LANGUAGE_NAMES[language][locale]) : t.chatByDefault}
        data-scheme={scheme}
        data-device={device}
        // Without a bubble to focus, it could not be scrolled by keyboard.
        tabIndex={texts.some(({ text }) => text !== '') ? undefined : 0}
      >
        <div className={styles.conversation}>
          <p className={styles.from}>
            <IsolatedText text={botName} oneLine />
            {message?.time ? <span>{message.time}</span> : null}
          </p>
          <ChatLine
            who="bot"
            speaker={t.bot}
            text={message?.text ?? t.sample}
            sample={!message}
            cut
          />
          {pressed ? (
            <PressedMessage
              text={pressed.text}
              lang={texts[pressed.index]?.source === 'row' ? tag : undefined}
              from={pressed.from}
            />
          ) : (
            <Bubbles
              ref={list}
              label={t.bubbles}
              bubbles={texts.map(({ text, source }) => ({
                text,
                lang: source === 'row' ? tag : undefined,
              }))}
              clicked={sent?.push?.result?.bubble}
              onPress={press}
            />
          )}
          {texts.length === 0 ? <p className={styles.note}>{t.noBubbles}</p> : null}
          {texts.length > LIMITS.followUps.max ? (
            <p className={styles.note}>{t.tooMany(texts.length)}</p>
          ) : null}
        </div>
        {pressed ? <PressedNote text={pressed.text} onBack={back} /> : null}
        {!pressed && texts.some((one) => one.text !== '' && one.assumed) ? (
          <UndocumentedNote texts={texts} language={language} />
        ) : null}
        {sent ? <SentNote {...sent} /> : null}
        {pressed ? null : <p className={styles.notes}>{t.approximate}</p>}
      </div>
    </Panel>
  )
}

/** The chosen language; null is that of a user whose language has no text. It follows the caret. */
function useFollowed(caret: Language | null, own: Language) {
  const [chosen, setChosen] = useState<Language | null>(own)
  const [followed, setFollowed] = useState(caret)
  if (caret !== followed) {
    setFollowed(caret)
    setChosen(caret)
  }
  return [chosen, setChosen] as const
}

type Scheme = 'light' | 'dark'
type Device = 'desktop' | 'phone'

type ControlsProps = {
  language: Language | null
  onLanguage: (language: Language | null) => void
  scheme: Scheme
  onScheme: (scheme: Scheme) => void
  device: Device
  onDevice: (device: Device) => void
}

/** The language, theme and device of the preview. */
const Controls = memo(function Controls(props: ControlsProps) {
  const t = useTexts(previewTexts)
  const { locale } = useLocale()
  const nameOf = (code: Language) => {
    const names = LANGUAGE_NAMES[code]
    return names.native === names[locale] ? names.native : `${names.native} · ${names[locale]}`
  }
  return (
    <div className={styles.tools}>
      <select
        className={styles.language}
        aria-label={t.language}
        value={props.language ?? ''}
        onChange={({ target }) => props.onLanguage(isLanguage(target.value) ? target.value : null)}
      >
        <option value="">{t.defaultText}</option>
        {LANGUAGES.map((code) => (
          <option key={code} value={code} lang={bcp47(code)}>
            {nameOf(code)}
          </option>
        ))}
      </select>
      <Segmented
        legend={t.scheme}
        value={props.scheme}
        onChange={props.onScheme}
        options={[
          { value: 'light', label: <Choice icon={Sun} name={t.light} /> },
          { value: 'dark', label: <Choice icon={Moon} name={t.dark} /> },
        ]}
      />
      <div className={styles.device}>
        <Segmented
          legend={t.device}
          value={props.device}
          onChange={props.onDevice}
          options={[
            { value: 'desktop', label: <Choice icon={Monitor} name={t.desktop} /> },
            { value: 'phone', label: <Choice icon={Smartphone} name={t.phone} /> },
          ]}
        />
      </div>
    </div>
  )
})

function Choice({ icon: Icon, name }: { icon: typeof Sun; name: string }) {
  return (
    <span title={name}>
      <Icon size={15} aria-hidden="true" />
      <span className="visually-hidden">{name}</span>
    </span>
  )
}

type BubblePress = { index: number; text: string; from: DOMRect }

const NOTHING: { pressed: BubblePress | null; focus: number | null } = {
  pressed: null,
  focus: null,
}

/** The clicked bubble, if any; reset when `scene`, everything the preview shows, changes. */
function usePress(scene: string) {
  const t = useTexts(previewTexts)
  const announce = useAnnounce()
  const [state, setState] = useState(NOTHING)
  const [lastScene, setLastScene] = useState(scene)
  if (scene !== lastScene) {
    setLastScene(scene)
    setState(NOTHING)
  }
  const press = useCallback(
    ({ index, text, bubble }: PressedBubble) => {
      setState({ pressed: { index, text, from: bubble.getBoundingClientRect() }, focus: null })
      announce(t.announcePressed(text))
    },
    [announce, t],
  )
  const back = useCallback(() => {
    setState(({ pressed }) => ({ pressed: null, focus: pressed?.index ?? null }))
    announce(t.announceBack)
  }, [announce, t])
  return { ...state, press, back }
}

/** The page's current theme: the chosen one, else the system's. */
function pageScheme(): Scheme {
  // There is no document while the page is prerendered.
  if (typeof document === 'undefined') return 'light'
  const { theme } = document.documentElement.dataset
  if (theme === 'light' || theme === 'dark') return theme
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}
