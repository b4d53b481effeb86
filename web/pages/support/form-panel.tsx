import { Lock, LockOpen } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useId } from 'react'
import { isLanguage, LANGUAGE_NAMES, type Language } from '#contract/languages'
import type { TemplateSummary } from '#contract/template'
import { readValue } from '#contract/template-variables'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Button, IconButton } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import fieldStyles from '../../ui/form/field.module.css'
import { LabelledSelect } from '../../ui/form/labelled-field.tsx'
import shared from '../../ui/shared.module.css'
import { IsolatedText } from '../../ui/text/isolated-text.tsx'
import {
  messageLanguage,
  messageLanguages,
  offerOf,
  type SupportForm,
  variablesOf,
} from './form.ts'
import styles from './form-panel.module.css'
import { supportTexts } from './texts.ts'

type ChangeProps = {
  form: SupportForm
  /** What a colleague did to the chosen template. */
  changed: 'deleted' | TemplateSummary | null
  /** Chooses the new version, or keeps the chosen one. */
  onAnswer: (answer: TemplateSummary | 'keep') => void
}

/** Announces that a colleague changed the chosen template, and asks what to send. */
export function TemplateChanged({ form: { offer }, changed, onAnswer }: ChangeProps) {
  const t = useTexts(supportTexts)
  if (!offer || changed === null) return null
  const deleted = changed === 'deleted'
  return (
    <div role="status" id="support-version">
      <Callout
        tone="warn"
        title={
          deleted ? t.deletedTemplate(offer.name) : t.newVersion(changed.name, changed.version)
        }
      >
        {deleted ? null : <p>{t.newVersionAsk}</p>}
        <div className={styles.buttons}>
          {deleted ? null : (
            <Button onClick={() => onAnswer(changed)}>{t.takeVersion(changed.version)}</Button>
          )}
          <Button onClick={() => onAnswer('keep')}>
            {deleted ? t.keepDeleted : t.keepVersion(offer.version ?? 0)}
          </Button>
        </div>
      </Callout>
    </div>
  )
}

type FieldsProps = {
  form: SupportForm
  locked: boolean
  onChange: (part: Partial<SupportForm>) => void
}

/** The values of the variables, each with a lock that keeps it for the next person. */
export function ValueFields({ form, locked, onChange }: FieldsProps) {
  const t = useTexts(supportTexts)
  const id = useId()
  const names = variablesOf(form)
  if (names.length === 0) return null
  return (
    <fieldset className={styles.section}>
      <legend className={styles.legend}>
        {t.values} <span className={styles.hint}>{t.valuesHint}</span>
      </legend>
      {names.map((name, index) => (
        <div key={name} className={styles.value}>
          <label htmlFor={`${id}-${index}`} className={styles.variable}>
            <bdi>{name}</bdi>
          </label>
          <input
            id={`${id}-${index}`}
            className={fieldStyles.input}
            data-next
            data-value={name}
            dir="auto"
            autoComplete="off"
            readOnly={locked}
            value={readValue(form.values, name)}
            onChange={({ target }) =>
              onChange({ values: { ...form.values, [name]: target.value } })
            }
          />
          <LockButton
            name={name}
            locked={form.locked.includes(name)}
            onToggle={() =>
              onChange({
                locked: form.locked.includes(name)
                  ? form.locked.filter((one) => one !== name)
                  : [...form.locked, name],
              })
            }
          />
        </div>
      ))}
    </fieldset>
  )
}

type LockProps = { name: string; locked: boolean; onToggle: () => void }

function LockButton({ name, locked, onToggle }: LockProps) {
  const t = useTexts(supportTexts)
  const Icon = locked ? Lock : LockOpen
  return (
    <IconButton
      label={t.lock(name)}
      aria-pressed={locked}
      icon={<Icon size={16} aria-hidden="true" {...(locked && { className: shared.info })} />}
      onClick={onToggle}
    />
  )
}

type MessageProps = FieldsProps & {
  /** The text as it is sent. */
  text: string
  /** The person's language, if it is known. */
  own: Language | null
  /** Stores the chosen language as the person's. */
  onRemember: (language: Language) => void
  children: ReactNode
}

/** The first message: the template's text in the person's language, or as edited for this person. */
export function FirstMessage(props: MessageProps) {
  const { form, locked, text, own, onChange, onRemember, children } = props
  const t = useTexts(supportTexts)
  const { locale } = useLocale()
  const id = useId()
  const languages = messageLanguages(form.offer)
  const language = messageLanguage(form, own)
  return (
    <fieldset className={styles.section}>
      <legend className={styles.legend}>{t.firstMessage}</legend>
      {children}
      {form.under ? null : (
        <>
          <div className={styles.message}>
            <textarea
              id={id}
              className={fieldStyles.input}
              aria-label={t.firstMessage}
              data-next
              data-message
              dir="auto"
              rows={3}
              readOnly={locked}
              value={text}
              onChange={({ target }) => onChange({ text: target.value })}
            />
            <LockButton
              name={t.firstMessage}
              locked={form.textLocked}
              onToggle={() => onChange({ textLocked: !form.textLocked })}
            />
          </div>
          {form.text === null ? null : (
            <p className={styles.soft}>
              {t.edited}{' '}
              {locked ? null : (
                <Button variant="ghost" onClick={() => onChange({ text: null })}>
                  {t.restoreText}
                </Button>
              )}
            </p>
          )}
          {languages.length > 0 && form.text === null && !locked ? (
            <LabelledSelect
              label={t.language}
              value={language ?? ''}
              options={[
                { value: '', label: t.defaultText },
                ...languages.map((value) => ({ value, label: LANGUAGE_NAMES[value].native })),
              ]}
              hint={languageHint(form, own, (one) => LANGUAGE_NAMES[one][locale], t.languageHints)}
              onValue={(value) => onChange({ language: isLanguage(value) ? value : '' })}
            />
          ) : null}
          {language !== null && language !== own && !locked ? (
            <p>
              <Button variant="ghost" onClick={() => onRemember(language)}>
                {t.rememberLanguage(LANGUAGE_NAMES[language][locale])}
              </Button>
            </p>
          ) : null}
        </>
      )}
    </fieldset>
  )
}

/** Says why the first message has its language. */
function languageHint(
  form: SupportForm,
  own: Language | null,
  nameOf: (language: Language) => string,
  t: (typeof supportTexts)['en']['languageHints'],
): string {
  if (own === null) return form.language === null ? t.unknown : t.chosen
  if (!messageLanguages(form.offer).includes(own)) return t.notWritten(nameOf(own))
  return messageLanguage(form, own) === own ? t.own(nameOf(own)) : t.other(nameOf(own))
}

/** Enter goes on to the next field, and from the last one to Send. Shift+Enter writes a new line. */
export function goOnByEnter(event: KeyboardEvent<HTMLElement>, send: HTMLElement | null): void {
  const { key, shiftKey, ctrlKey, metaKey, nativeEvent, target, currentTarget } = event
  if (key !== 'Enter' || shiftKey || ctrlKey || metaKey || nativeEvent.isComposing) return
  if (!(target instanceof HTMLElement) || !target.matches('[data-next]')) return
  event.preventDefault()
  const fields = [...currentTarget.querySelectorAll<HTMLElement>('[data-next]')]
  const next = fields[fields.indexOf(target) + 1] ?? send
  next?.focus()
}

type HeadProps = { form: SupportForm }

/** The chosen template: its name, version and bubbles. */
export function ChosenTemplate({ form: { offer } }: HeadProps) {
  const t = useTexts(supportTexts)
  if (!offer) return <p className={styles.soft}>{t.chooseTemplate}</p>
  return (
    <p className={styles.chosen}>
      <strong>
        <IsolatedText text={offer.name} oneLine />
      </strong>
      {offer.version === null ? null : (
        <span className={styles.version}>{t.version(offer.version)}</span>
      )}
    </p>
  )
}

/** Takes the texts of a colleague's new version. */
export function withVersion(template: TemplateSummary): Partial<SupportForm> {
  return { offer: offerOf(template), text: null }
}
