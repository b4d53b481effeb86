import { Download, Plus } from 'lucide-react'
import { useDeferredValue, useId, useState } from 'react'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { useTemplateChanges, useTemplates } from '../queries/templates.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Callout } from '../ui/callout.tsx'
import fieldStyles from '../ui/field.module.css'
import { Segmented } from '../ui/segmented.tsx'
import { takeFocus } from '../ui/take-focus.ts'
import { DownloadLink } from './download-link.tsx'
import { type Example, GALLERY } from './gallery.ts'
import { ImportFile } from './import-file.tsx'
import { TemplateCard } from './template-card.tsx'
import styles from './templates.module.css'
import { templateTexts } from './texts.ts'

type Tab = 'saved' | 'gallery'

type Props = {
  tab: Tab
  onTab: (tab: Tab) => void
  /** The template deleted last, which can be had back. */
  deleted: { id: string; name: string } | null
  onRestored: () => void
  onSave: () => void
  onTemplate: (id: string) => void
  onExample: (example: Example) => void
}

/** All templates of one's own, or all examples. */
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
        <Button variant="primary" icon={<Plus size={16} aria-hidden="true" />} onClick={onSave}>
          {t.save}
        </Button>
      </div>
      {tab === 'saved' ? <Saved {...props} /> : <Gallery onExample={props.onExample} />}
    </div>
  )
}

function Saved({ deleted, onRestored, onTemplate }: Props) {
  const t = useTexts(templateTexts)
  const id = useId()
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
      <div className={fieldStyles.field}>
        <label htmlFor={id} className={fieldStyles.label}>
          {t.search}
        </label>
        <input
          id={id}
          type="search"
          className={fieldStyles.input}
          value={typed}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      {isError ? (
        <Callout tone="bad" title={t.failed}>
          <div>
            <Button onClick={() => void refetch()}>{t.unreachable}</Button>
          </div>
        </Callout>
      ) : null}
      {data === undefined && !isError ? <p role="status">{t.loading}</p> : null}
      {data?.length === 0 ? (
        <p className={styles.hint} role="status">
          {query.trim() === '' ? t.none : t.noneFound(query.trim())}
        </p>
      ) : null}
      <ul className={styles.cards}>
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
          <DownloadLink href="/api/templates/export" icon={<Download size={16} />}>
            {t.exportAll}
          </DownloadLink>
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
      <ul className={styles.cards}>
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
