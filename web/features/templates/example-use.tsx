import { useMemo, useState } from 'react'
import type { DraftFollowUps } from '#contract/draft'
import { bcp47, LANGUAGE_NAMES, LANGUAGES, type Language } from '#contract/languages'

import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { FillVariables } from './fill-variables.tsx'
import { type Example, exampleFollowUps } from './gallery.ts'
import styles from './templates.module.css'
import { templateTexts } from './texts.ts'

/** The languages of most users of the platform, chosen initially. */
const INITIAL_LANGUAGES: readonly Language[] = ['en_us', 'zh_cn', 'zh_tw', 'ja_jp']

type Props = { example: Example; onUse: (followUps: DraftFollowUps) => void }

/** Fills and uses one example in the chosen languages. */
export function ExampleUse({ example, onUse }: Props) {
  const t = useTexts(templateTexts)
  const { locale } = useLocale()
  const [chosen, setChosen] = useState<ReadonlySet<Language>>(new Set(INITIAL_LANGUAGES))
  const followUps = useMemo(
    () =>
      exampleFollowUps(
        example,
        LANGUAGES.filter((language) => chosen.has(language)),
        locale,
      ),
    [example, chosen, locale],
  )
  const choose = (language: Language, on: boolean) => {
    const next = new Set(chosen)
    if (on) next.add(language)
    else next.delete(language)
    setChosen(next)
  }

  return (
    <>
      <header>
        <h3 className={styles.name}>{example.name[locale]}</h3>
        <p className={styles.note}>{example.note[locale]}</p>
      </header>
      <fieldset>
        <legend className={styles.legend}>{t.languages}</legend>
        <div className={styles.languages}>
          {LANGUAGES.map((language) => (
            <label key={language} className={styles.language}>
              <input
                type="checkbox"
                checked={chosen.has(language)}
                onChange={(event) => choose(language, event.target.checked)}
              />
              <span lang={bcp47(language)}>{LANGUAGE_NAMES[language].native}</span>
            </label>
          ))}
        </div>
        <div className={styles.flush}>
          <Button variant="ghost" onClick={() => setChosen(new Set(LANGUAGES))}>
            {t.allLanguages}
          </Button>
          <Button variant="ghost" onClick={() => setChosen(new Set())}>
            {t.noLanguages}
          </Button>
        </div>
      </fieldset>
      <FillVariables followUps={followUps} onUse={onUse} />
    </>
  )
}
