import { Download, Plus } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import type { DraftFollowUps } from '#contract/draft'
import { may } from '../../api-client/rights.ts'
import { useTemplateChanges, useTemplates } from '../../api-client/templates.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { LoadFailure } from '../../ui/callout/load-failure.tsx'
import { LabelledInput } from '../../ui/form/labelled-field.tsx'
import { Segmented } from '../../ui/form/segmented.tsx'
import { takeFocus } from '../../ui/interaction.ts'
import shared from '../../ui/shared.module.css'
import { IsolatedText } from '../../ui/text/isolated-text.tsx'
import { type Example, GALLERY } from './gallery.ts'
import { DownloadLink, ImportFile } from './template-files.tsx'
import styles from './templates.module.css'
import { templateTexts } from './texts.ts'

type Tab = 'saved' | 'gallery'

type Props = {
  tab: Tab
  onTab: (tab: Tab) => void
  /** The template that was deleted last and can be restored. */
  deleted: { id: string; name: string } | null
  onRestored: () => void
  onSave: () => void
  onTemplate: (id: string) => void
  onExample: (example: Example) => void
}

/** The saved templates, or the examples. */
export function TemplateList(props: Props) {
  const t = useTexts(templateTexts)
  const { tab, onTab, onSave } = props
  return (
    <div className={styles.place}>
      <div className={styles.head}>
        <Segmented
          legend={t.which}
          value={tab}
          options={[
            { value: 'saved', label: t.saved },
            { value: 'gallery', label: t.gallery },
          ]}
          onChange={onTab}
        />
        {may.anywhere('editor') ? (
          <Button variant="primary" icon={<Plus size={16} aria-hidden="true" />} onClick={onSave}>
            {t.save}
          </Button>
        ) : null}
      </div>
      {tab === 'saved' ? <Saved {...props} /> : <Gallery onExample={props.onExample} />}
    </div>
  )
}

function Saved({ deleted, onRestored, onTemplate }: Props) {
  const t = useTexts(templateTexts)
  const announce = useAnnounce()
  const [typed, setTyped] = useState('')
  const query = useDeferredValue(typed)
  const { data, isError, refetch } = useTemplates(query)
  const { restore } = useTemplateChanges()

  return (
    <>
      {deleted ? (
        <Callout tone="info" title={t.removed(deleted.name)}>
          <div>
            <Button
              ref={takeFocus}
              onClick={() =>
                restore.mutate(deleted.id, {
                  onSuccess: () => {
                    announce(t.restored(deleted.name))
                    onRestored()
                  },
                })
              }
            >
              {t.restore}
            </Button>
          </div>
        </Callout>
      ) : null}
      <LabelledInput
        label={t.search}
        type="search"
        data-autofocus
        value={typed}
        maxLength={200}
        onText={setTyped}
      />
      {isError ? (
        <LoadFailure title={t.failed} why={t.unreachable} onRetry={() => void refetch()} />
      ) : null}
      {data === undefined && !isError ? <p role="status">{t.loading}</p> : null}
      {data?.length === 0 ? (
        <p className={styles.hint} role="status">
          {query.trim() === '' ? t.none : t.noneFound(query.trim())}
        </p>
      ) : null}
      <ul className={shared.stack2}>
        {data?.map((template) => (
          <TemplateCard
            key={template.id}
            name={template.name}
            note={template.note}
            followUps={template.follow_ups}
            detail={t.version(template.version)}
            variables={template.variables}
            onOpen={() => onTemplate(template.id)}
          />
        ))}
      </ul>
      <div className={styles.foot}>
        <ImportFile />
        {data && data.length > 0 ? (
          <DownloadLink icon={<Download size={16} />}>{t.exportAll}</DownloadLink>
        ) : null}
      </div>
    </>
  )
}

function Gallery({ onExample }: Pick<Props, 'onExample'>) {
  const t = useTexts(templateTexts)
  const { locale } = useLocale()
  return (
    <>
      <p className={styles.hint}>{t.galleryHint}</p>
      <ul className={shared.stack2}>
        {GALLERY.map((example) => (
          <TemplateCard
            key={example.id}
            name={example.name[locale]}
            note={example.note[locale]}
            followUps={example.bubbles.map((texts) => ({
              content: texts[locale === 'zh' ? 'zh_cn' : 'en_us'],
            }))}
            onOpen={() => onExample(example)}
          />
        ))}
      </ul>
    </>
  )
}

type TemplateCardProps = {
  name: string
  note: string
  followUps: DraftFollowUps
  detail?: string
  variables?: readonly string[]
  onOpen: () => void
}

/** A template in a list, with its note and bubbles. */
function TemplateCard({
  name,
  note,
  followUps,
  detail,
  variables = [],
  onOpen,
}: TemplateCardProps) {
  const t = useTexts(templateTexts)
  return (
    <li className={styles.card}>
      <button type="button" className={styles.open} onClick={onOpen}>
        <IsolatedText text={name} />
      </button>
      {detail ? <span className={styles.hint}>{detail}</span> : null}
      {note === '' ? null : (
        <p className={styles.note}>
          <IsolatedText text={note} />
        </p>
      )}
      <ul className={styles.bubbles}>
        {followUps.map(({ content }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: bubbles have no other identity
          <li key={index} className={styles.bubble}>
            <IsolatedText text={content} oneLine />
          </li>
        ))}
      </ul>
      {variables.length > 0 ? (
        <p className={styles.hint}>{t.variables(variables.join(', '))}</p>
      ) : null}
    </li>
  )
}
