import { useId } from 'react'
import { useTemplates } from '../../../api-client/templates.ts'
import { useLocale } from '../../../i18n/locale-context.tsx'
import { useTexts } from '../../../i18n/texts.ts'
import fieldStyles from '../../../ui/form/field.module.css'
import { LabelledTextarea } from '../../../ui/form/labelled-field.tsx'
import { Panel } from '../../../ui/panel.tsx'
import shared from '../../../ui/shared.module.css'
import { type Offer, offerOf } from '../form.ts'
import { examplesIn } from '../templates-panel.tsx'
import styles from './new-list.module.css'
import { newListTexts } from './new-list-texts.ts'

/** What a list can send: the templates of the console, then the examples. */
export function useOffers(): Offer[] {
  const { locale } = useLocale()
  const { data: templates = [] } = useTemplates('')
  return [...templates.map(offerOf), ...examplesIn(locale)]
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
    { label: t.templates, offers: offers.filter(({ version }) => version !== null) },
    { label: t.examples, offers: offers.filter(({ version }) => version === null) },
  ]
  return (
    <Panel title={t.message}>
      <div className={styles.message}>
        <label className={fieldStyles.label} htmlFor={id}>
          {t.template}
        </label>
        <select
          id={id}
          className={fieldStyles.input}
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
          <p role="status" className={shared.small}>
            {t.templatesFailed}
          </p>
        ) : null}
        <LabelledTextarea
          label={t.firstMessage}
          hint={
            variables.length > 0
              ? `${t.firstMessageHint} ${t.variables(variables.map((name) => `{{${name}}}`).join(t.list))}`
              : t.firstMessageHint
          }
          rows={3}
          value={text}
          onText={onText}
        />
      </div>
    </Panel>
  )
}
