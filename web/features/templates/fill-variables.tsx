import { useForm } from 'react-hook-form'
import type { DraftFollowUps } from '#contract/draft'
import { bcp47, isLanguage, LANGUAGE_NAMES } from '#contract/languages'
import { countCharacters, LIMITS } from '#contract/limits'
import { fillVariables, findVariables } from '#contract/template-variables'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { LabelledInput } from '../../ui/form/labelled-field.tsx'
import shared from '../../ui/shared.module.css'
import { IsolatedText } from '../../ui/text/isolated-text.tsx'
import styles from './templates.module.css'
import { templateTexts } from './texts.ts'

type Props = { followUps: DraftFollowUps; onUse: (followUps: DraftFollowUps) => void }

/** Asks for the values of a template and shows the filled texts while they are typed. */
export function FillVariables({ followUps, onUse }: Props) {
  const t = useTexts(templateTexts)
  const { register, watch } = useForm<Record<string, string>>()
  const typed = watch()
  const variables = findVariables(followUps)
  const values = Object.fromEntries(variables.map((name) => [name, typed[fieldOf(name)] ?? '']))
  const filled = fillVariables(followUps, values)
  const missing = variables.filter((name) => !values[name])
  const tooLong = filled
    .flatMap(({ content, i18n_contents = [] }) => [
      content,
      ...i18n_contents.map((row) => row.content),
    ])
    .some((text) => countCharacters(text) > LIMITS.content.max)

  return (
    <>
      {variables.length > 0 ? (
        <fieldset className={styles.variables}>
          <legend className={styles.legend}>{t.fill}</legend>
          <p className={styles.hint}>{t.fillHint}</p>
          {variables.map((name) => (
            <LabelledInput
              key={name}
              label={<bdi>{name}</bdi>}
              dir="auto"
              {...register(fieldOf(name))}
            />
          ))}
        </fieldset>
      ) : null}
      <div role="status" className={styles.status}>
        {missing.length > 0 ? (
          <Callout tone="warn">
            {t.missing(missing.map((name) => `{{${name}}}`).join(' '), missing.length)}
          </Callout>
        ) : null}
        {tooLong ? <Callout tone="bad">{t.tooLong}</Callout> : null}
      </div>
      <FilledPreview followUps={filled} />
      <div className={styles.use}>
        <Button variant="primary" onClick={() => onUse(filled)}>
          {t.use}
        </Button>
      </div>
    </>
  )
}

/** The prefix keeps names such as `__proto__`, which react-hook-form ignores. */
const fieldOf = (variable: string) => `variable_${variable}`

/** Every filled text, with its length if that is close to the limit. */
function FilledPreview({ followUps }: { followUps: DraftFollowUps }) {
  const t = useTexts(templateTexts)
  const { locale } = useLocale()
  return (
    <section aria-label={t.preview} className={styles.preview}>
      <h3 className={styles.legend}>{t.preview}</h3>
      {followUps.map(({ content, i18n_contents = [] }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bubbles have no other identity
        <div key={index} className={styles.filled}>
          <h4 className={styles.hint}>{t.bubble(index + 1)}</h4>
          <dl className={shared.stack1}>
            <Row label={t.defaultText} text={content} />
            {i18n_contents.map((row, at) => (
              <Row
                // biome-ignore lint/suspicious/noArrayIndexKey: a language may stand there twice
                key={at}
                label={
                  isLanguage(row.language) ? LANGUAGE_NAMES[row.language][locale] : row.language
                }
                lang={isLanguage(row.language) ? bcp47(row.language) : undefined}
                text={row.content}
              />
            ))}
          </dl>
        </div>
      ))}
    </section>
  )
}

/** The length of a text is shown from this many characters. */
const COUNTED_FROM = LIMITS.content.max - 20

function Row({ label, text, lang }: { label: string; text: string; lang?: string | undefined }) {
  const t = useTexts(templateTexts)
  const { max } = LIMITS.content
  const used = countCharacters(text)
  return (
    <div className={styles.textRow}>
      <dt>{label}</dt>
      <dd>
        <IsolatedText text={text} lang={lang} />
        {used < COUNTED_FROM ? null : (
          <span className={styles.count} data-state={used > max ? 'over' : 'fine'}>
            {t.counted(used, max)}
          </span>
        )}
      </dd>
    </div>
  )
}
