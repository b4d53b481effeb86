import { useEffect, useRef, useState } from 'react'
import type { Language } from '#contract/languages'
import type { Profile } from '#contract/profile'
import type { TemplateSummary } from '#contract/template'
import { useEmulatorState } from '../../api-client/emulator-state.ts'
import { useKeepRecipient } from '../../api-client/recipients.ts'
import { useTemplates } from '../../api-client/templates.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { useSendKey } from '../../ui/keyboard.ts'
import { Panel } from '../../ui/panel.tsx'
import { IsolatedText } from '../../ui/text/isolated-text.tsx'
import { Earlier } from './earlier.tsx'
import { callPerson, deliveryOf, messageLanguage, withPerson } from './form.ts'
import formStyles from './form-panel.module.css'
import {
  ChosenTemplate,
  FirstMessage,
  goOnByEnter,
  TemplateChanged,
  ValueFields,
  withVersion,
} from './form-panel.tsx'
import { PersonCard, PersonFinder } from './person-field.tsx'
import { PreviewPanel } from './preview-panel.tsx'
import { ReadyBar, RecentBar, ResultBar } from './send-bar.tsx'
import { SentToday } from './sent-today.tsx'
import styles from './support.module.css'
import { TargetChoice } from './target-choice.tsx'
import { storedRecent, withRecent } from './template-groups.ts'
import { TemplatesPanel } from './templates-panel.tsx'
import { supportTexts } from './texts.ts'
import { type FormProblem, useCheckedForm } from './use-checked-form.ts'
import { useDesk } from './use-desk.ts'

/** How soon the page notices that a colleague changed a template. */
const TEMPLATES_POLL_MS = 10_000

/** Support for one person at a time: choose a template, a person and values, and send once. */
export function SupportDesk({ profile }: { profile: Profile }) {
  const t = useTexts(supportTexts)
  const desk = useDesk(profile.id)
  const { status, locked } = desk
  const { data: emulator } = useEmulatorState(profile)
  const { data: templates } = useTemplates('', TEMPLATES_POLL_MS)
  const [answered, setAnswered] = useState<string | null>(null)
  const [asking, setAsking] = useState(false)
  const [asked, setAsked] = useState<FormProblem['at'] | null>(null)
  const [focusesFinder, setFocusesFinder] = useState(false)
  const keep = useKeepRecipient(profile.id)
  const sendButton = useRef<HTMLButtonElement>(null)
  const page = useRef<HTMLDivElement>(null)

  const checked = useCheckedForm({ profile, emulator, templates, desk, answered })
  const { form, own, target, reachable, earlier, recent, ago, change, changeKey, filled, shown } =
    checked
  const { who, under, offer } = form
  const now = checked.problem
  const name = who ? callPerson(who) : ''

  const send = (confirmed: boolean) => {
    if (now) {
      setAsked(now.at)
      page.current?.querySelector<HTMLElement>(now.selector)?.focus()
      return
    }
    if (recent && !confirmed) return setAsking(true)
    setAsking(false)
    setAsked(null)
    const body = deliveryOf(form, profile.id, filled, confirmed)
    if (!body) return setAsked('texts')
    if (offer) storedRecent.write(withRecent(storedRecent.read() ?? [], offer.key))
    desk.send(body)
  }
  const remember = (language: Language) => {
    if (!who) return
    const { receive_id_type, receive_id } = who
    const onSuccess = () => desk.change({ who: { ...who, language }, language: null })
    keep.mutate({ receive_id_type, receive_id, language }, { onSuccess })
  }
  const changePerson = () => {
    setAsking(false)
    setFocusesFinder(true)
    desk.edit(withPerson(null))
  }
  const next = () => {
    setAsked(null)
    setFocusesFinder(true)
    desk.next()
  }
  const edit = (what: 'texts' | 'person' | 'new_message') => {
    if (what === 'person') return changePerson()
    // The first message has arrived already, so the next one is written anew.
    desk.edit(what === 'new_message' ? { under: null, ...(under ? {} : { text: '' }) } : {})
    requestAnimationFrame(() =>
      page.current?.querySelector<HTMLElement>(NEXT_FIELDS[what])?.focus(),
    )
  }
  useSendKey(() => sendButton.current?.click())

  const isRecentRefusal =
    status.status === 'ended' &&
    status.end.end === 'refused' &&
    status.end.refusal.error === 'recent_delivery'
  const asksRecent = (asking && status.status === 'editing') || isRecentRefusal
  const recentTitle = recent?.own === false ? t.recentOther : t.recentYou
  const isResult = status.status === 'ended' && !isRecentRefusal
  useEffect(() => {
    if (status.status !== 'editing') setAsked(null)
  }, [status.status])

  return (
    <div ref={page} className={styles.desk}>
      <div className={styles.templates} data-chosen={offer !== null}>
        <TemplatesPanel
          chosen={offer}
          onChoose={(chosen) => {
            setAnswered(null)
            desk.change({
              offer: chosen,
              ...(form.textLocked ? {} : { text: null }),
              language: null,
            })
          }}
        />
      </div>
      <div className={styles.form}>
        <Panel
          title={t.form}
          tools={
            <Button
              variant="ghost"
              onClick={() => {
                setAsked(null)
                setAsking(false)
                desk.startOver()
              }}
            >
              {t.startOver}
            </Button>
          }
        >
          {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter goes on from its fields */}
          <div
            className={formStyles.form}
            onKeyDown={(event) => goOnByEnter(event, sendButton.current)}
          >
            <ChosenTemplate form={form} />
            {checked.isChanged ? (
              <TemplateChanged
                form={form}
                changed={change}
                onAnswer={(answer) => {
                  setAnswered(changeKey)
                  if (answer !== 'keep') desk.change(withVersion(answer))
                  focusFirst(page.current, '[role=combobox]', '[data-next]')
                }}
              />
            ) : null}
            {who ? (
              <>
                <PersonCard
                  profile={profile.id}
                  who={who}
                  reachable={reachable}
                  recent={recent && !isResult ? t.wroteAgo(ago) : null}
                  locked={locked}
                  onChange={(person) => desk.change({ who: person })}
                  onRemove={changePerson}
                />
                <Earlier deliveries={earlier} who={who} templates={templates ?? NO_TEMPLATES} />
              </>
            ) : (
              <PersonFinder
                profile={profile}
                emulator={emulator}
                takesFocus={focusesFinder}
                onChoose={(person) => {
                  desk.change(withPerson(person))
                  requestAnimationFrame(() => focusFirst(page.current, ...EMPTY_FIELDS))
                }}
              />
            )}
            <ValueFields form={form} locked={locked} onChange={desk.change} />
            {offer && who ? (
              <FirstMessage
                form={form}
                locked={locked}
                text={filled.text}
                own={own}
                onRemember={remember}
                onChange={desk.change}
              >
                <TargetChoice
                  target={target}
                  under={under}
                  locked={locked}
                  onUnder={(message) =>
                    desk.change({
                      under: message && { message_id: message.message_id, text: message.text },
                    })
                  }
                />
              </FirstMessage>
            ) : null}
            <p className={formStyles.keys}>
              <kbd>↵</kbd> {t.keys.next} · <kbd>Ctrl ↵</kbd> {t.keys.send}
            </p>
          </div>
        </Panel>
      </div>
      <div className={styles.preview}>
        <PreviewPanel
          message={under ? under.text : shown.text}
          followUps={shown.followUps}
          language={own ?? messageLanguage(form, own)}
        />
      </div>
      <div className={styles.send}>
        {isResult ? (
          <ResultBar desk={desk} profile={profile} name={name} onEdit={edit} onNext={next} />
        ) : asksRecent ? (
          <RecentBar
            profile={profile}
            title={recentTitle(name, ago)}
            onChangePerson={changePerson}
            onSend={() => send(true)}
          />
        ) : (
          <ReadyBar
            profile={profile}
            sendButton={sendButton}
            sending={status.status === 'sending'}
            problem={now?.text ?? null}
            summary={
              now && asked === now.at ? (
                <span role="alert" className={styles.problem}>
                  {now.text}
                </span>
              ) : offer && who ? (
                <IsolatedText text={t.summary(offer.follow_ups.length, name)} />
              ) : null
            }
            onSend={() => send(false)}
          />
        )}
      </div>
      <div className={styles.sent}>
        <SentToday
          profile={profile}
          emulator={emulator}
          templates={templates ?? NO_TEMPLATES}
          current={form.press?.delivery ?? null}
          onCurrent={desk.follow}
        />
      </div>
    </div>
  )
}

const NO_TEMPLATES: readonly TemplateSummary[] = []

const NEXT_FIELDS = { texts: '[data-next]', new_message: '[data-message]' }
/** The person, then the first empty value, then Send. */
const EMPTY_FIELDS = ['[data-value][value=""]', 'section > button']

function focusFirst(page: HTMLElement | null, ...selectors: string[]): void {
  const found = selectors.map((one) => page?.querySelector<HTMLElement>(one))
  found.find((one) => one != null)?.focus()
}
