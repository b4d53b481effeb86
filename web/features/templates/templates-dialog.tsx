import { ArrowLeft } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useForm } from 'react-hook-form'
import type { DraftFollowUps } from '#contract/draft'
import { bcp47, LANGUAGE_NAMES, LANGUAGES, type Language } from '#contract/languages'
import type { Template } from '#contract/template'
import { useTemplate } from '../../api-client/templates.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { LabelledSelect } from '../../ui/form/labelled-field.tsx'
import { LineDiffView } from '../../ui/line-diff.tsx'
import shared from '../../ui/shared.module.css'
import { IsolatedText } from '../../ui/text/isolated-text.tsx'
import { FillVariables } from './fill-variables.tsx'
import { type Example, exampleFollowUps } from './gallery.ts'
import { TemplateError } from './template-error.tsx'
import { SaveTemplate } from './template-form.tsx'
import { TemplateList } from './template-list.tsx'
import { TemplateUse } from './template-use.tsx'
import styles from './templates.module.css'
import { templateTexts } from './texts.ts'

type TemplateView =
  | { at: 'list' }
  | { at: 'save' }
  | { at: 'template'; id: string; version?: number }
  | { at: 'versions'; id: string }
  | { at: 'example'; example: Example }

type Props = {
  /** The bubbles of the draft, or null if a template cannot hold them. */
  composed: DraftFollowUps | null
  onUse: (followUps: DraftFollowUps) => void
  onClose: () => void
}

/** Saved templates and examples: find, fill and use one, or save the composed bubbles. */
export function TemplatesDialog({ composed, onUse, onClose }: Props) {
  const t = useTexts(templateTexts)
  const [view, setView] = useState<TemplateView>({ at: 'list' })
  const [tab, setTab] = useState<'saved' | 'gallery'>('saved')
  const [deleted, setDeleted] = useState<{ id: string; name: string } | null>(null)

  return (
    <Dialog title={view.at === 'save' ? t.saveTitle : t.title} onClose={onClose} wide>
      {view.at === 'list' ? (
        <TemplateList
          tab={tab}
          onTab={setTab}
          deleted={deleted}
          onRestored={() => setDeleted(null)}
          onSave={() => setView({ at: 'save' })}
          onTemplate={(id) => setView({ at: 'template', id })}
          onExample={(example) => setView({ at: 'example', example })}
        />
      ) : (
        // A new element for each view, so that its back button takes the focus.
        <div key={JSON.stringify(view)} className={styles.place}>
          <div className={styles.flush}>
            <Button
              variant="ghost"
              ref={focusView}
              icon={<ArrowLeft size={16} aria-hidden="true" />}
              onClick={() => setView({ at: 'list' })}
            >
              {t.back}
            </Button>
          </div>
          {view.at === 'save' ? (
            <SaveTemplate
              composed={composed}
              onSaved={(id) => {
                setTab('saved')
                setView({ at: 'template', id })
              }}
            />
          ) : null}
          {view.at === 'template' ? (
            <TemplateUse
              id={view.id}
              version={view.version}
              composed={composed}
              onUse={onUse}
              onVersions={() => setView({ at: 'versions', id: view.id })}
              onRemoved={(name) => {
                setDeleted({ id: view.id, name })
                setView({ at: 'list' })
              }}
            />
          ) : null}
          {view.at === 'versions' ? (
            <TemplateVersions
              id={view.id}
              onVersion={(version) => setView({ at: 'template', id: view.id, version })}
            />
          ) : null}
          {view.at === 'example' ? <ExampleUse example={view.example} onUse={onUse} /> : null}
        </div>
      )}
    </Dialog>
  )
}

/** Focuses the back button of a new view and scrolls to its top. */
function focusView(button: HTMLButtonElement | null): void {
  button?.focus()
  button?.closest('dialog')?.scrollTo({ top: 0 })
}

/** The languages of most users of the platform, chosen initially. */
const INITIAL_LANGUAGES: readonly Language[] = ['en_us', 'zh_cn', 'zh_tw', 'ja_jp']

type ExampleUseProps = { example: Example; onUse: (followUps: DraftFollowUps) => void }

/** Fills and uses one example in the chosen languages. */
function ExampleUse({ example, onUse }: ExampleUseProps) {
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

type TemplateVersionsProps = { id: string; onVersion: (version: number) => void }

/** Compares any two versions of a template, and opens one to use it. */
function TemplateVersions({ id, onVersion }: TemplateVersionsProps) {
  const t = useTexts(templateTexts)
  const { data: template, error } = useTemplate(id)
  if (error) return <TemplateError title={t.failed} error={error} />
  if (!template) return <p role="status">{t.loading}</p>
  return (
    <>
      <h3 className={styles.name}>
        <IsolatedText text={t.versionsOf(template.name)} />
      </h3>
      {template.versions.length > 1 ? (
        <Compare template={template} onVersion={onVersion} />
      ) : (
        <p className={styles.hint}>{t.onlyOne}</p>
      )}
    </>
  )
}

function Compare({
  template,
  onVersion,
}: { template: Template } & Pick<TemplateVersionsProps, 'onVersion'>) {
  const t = useTexts(templateTexts)
  const { tag } = useLocale()
  const { versions, version: newest } = template
  const { register, watch } = useForm({ defaultValues: { from: newest - 1, to: newest } })
  const numbers = watch()
  const time = new Intl.DateTimeFormat(tag, {
    dateStyle: 'medium',
    timeStyle: 'short',
  })
  const label = (number: number) => {
    const at = versions.find(({ version }) => version === number)?.created_at
    return at === undefined ? '' : t.versionAt(number, time.format(new Date(at)))
  }
  const side = (number: number) => {
    const follow_ups = versions.find(({ version }) => version === number)?.follow_ups
    return { label: t.version(number), text: JSON.stringify({ follow_ups }, null, 2) }
  }
  return (
    <>
      <div className={styles.compare}>
        {(['from', 'to'] as const).map((end) => (
          <div key={end} className={shared.stack1}>
            <LabelledSelect
              label={t[end]}
              options={versions.map(({ version }) => ({
                value: String(version),
                label: label(version),
              }))}
              {...register(end, { valueAsNumber: true })}
            />
            <div>
              <Button variant="ghost" onClick={() => onVersion(numbers[end])}>
                {t.takeVersion(numbers[end])}
              </Button>
            </div>
          </div>
        ))}
      </div>
      <LineDiffView left={side(numbers.from)} right={side(numbers.to)} />
    </>
  )
}
