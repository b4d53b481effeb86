import { useId } from 'react'
import type { DraftFollowUps } from '#contract/draft'
import { LANGUAGES } from '#contract/languages'
import type { TemplateSummary } from '#contract/template'
import { useTemplates } from '../../../api-client/templates.ts'
import { exampleFollowUps, GALLERY } from '../../../features/templates/gallery.ts'
import { useLocale } from '../../../i18n/locale-context.tsx'
import { useTexts } from '../../../i18n/texts.ts'
import { Panel } from '../../../ui/panel.tsx'
import styles from './new-list.module.css'
import { newListTexts } from './new-list-texts.ts'

/** A template, or an example, that a list can send. */
export type Offer = {
  key: string
  name: string
  /** Null for an example, which is not on the server. */
  template: { id: string; version: number } | null
  /** The first message in each of its languages; null if the template has none. */
  message: TemplateSummary['message']
  follow_ups: DraftFollowUps
}

/** What a list can send: the templates of the console, then the examples. */
export function useOffers(): Offer[] {
  const { locale } = useLocale()
  const { data: templates = [] } = useTemplates('')
  return [
    ...templates.map(({ id, name, version, message, follow_ups }) => ({
      key: id,
      name,
      template: { id, version },
      message,
      follow_ups,
    })),
    ...GALLERY.map((example) => ({
      key: `example ${example.id}`,
      name: example.name[locale],
      template: null,
      message: null,
      follow_ups: exampleFollowUps(example, LANGUAGES, locale),
    })),
  ]
}

type MessageProps = {
  offers: readonly Offer[]
  offer: Offer | null
  text: string
  variables: readonly string[]
  onOffer: (key: string) => void
  onText: (text: string) => void
}

/** The template and the first message. */
export function MessageField({ offers, offer, text, variables, onOffer, onText }: MessageProps) {
  const t = useTexts(newListTexts)
  const id = useId()
  const { isError } = useTemplates('')
  const groups = [
    { label: t.templates, offers: offers.filter(({ template }) => template !== null) },
    { label: t.examples, offers: offers.filter(({ template }) => template === null) },
  ]
  return (
    <Panel title={t.message}>
      <div className={styles.message}>
        <label className={styles.fieldLabel} htmlFor={`${id}-template`}>
          {t.template}
        </label>
        <select
          id={`${id}-template`}
          className={styles.field}
          value={offer?.key ?? ''}
          onChange={({ target }) => onOffer(target.value)}
        >
          <option value="">{t.chooseTemplate}</option>
          {groups
            .filter((group) => group.offers.length > 0)
            .map((group) => (
              <optgroup key={group.label} label={group.label}>
                {group.offers.map(({ key, name }) => (
                  <option key={key} value={key}>
                    {name}
                  </option>
                ))}
              </optgroup>
            ))}
        </select>
        {isError ? (
          <p role="status" className={styles.hint}>
            {t.templatesFailed}
          </p>
        ) : null}
        <label className={styles.fieldLabel} htmlFor={`${id}-text`}>
          {t.firstMessage}
        </label>
        <textarea
          id={`${id}-text`}
          className={styles.textarea}
          rows={3}
          value={text}
          aria-describedby={`${id}-hint`}
          onChange={({ target }) => onText(target.value)}
        />
        <p id={`${id}-hint`} className={styles.hint}>
          {t.firstMessageHint}
          {variables.length > 0
            ? ` ${t.variables(variables.map((name) => `{{${name}}}`).join(t.list))}`
            : ''}
        </p>
      </div>
    </Panel>
  )
}
