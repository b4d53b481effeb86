import { Download } from 'lucide-react'
import { useState } from 'react'
import type { DeliveryList } from '#contract/deliveries/list'
import { useErrorCodes } from '../../../api-client/error-codes.ts'
import { useReadAllRows } from '../../../api-client/lists.ts'
import { me } from '../../../api-client/rights.ts'
import { formatSpan } from '../../../i18n/format-span.ts'
import { useLocale } from '../../../i18n/locale-context.tsx'
import { useTexts } from '../../../i18n/texts.ts'
import { useAnnounce } from '../../../ui/announcer.tsx'
import { Button } from '../../../ui/button/button.tsx'
import { saveFile } from '../../../ui/save-file.ts'
import { done, failedParts } from './figures.ts'
import { HeadFrame, ListName, NewListLink, useMoment } from './head-frame.tsx'
import styles from './list.module.css'
import { Progress } from './progress.tsx'
import { runTexts } from './run-texts.ts'
import { listTexts } from './texts.ts'

type Props = { list: DeliveryList; canSend: boolean; onAgain: () => void }

/** What a list came to: its results as a file, and the failed rows again. */
export function EndedHead({ list, canSend, onAgain }: Props) {
  const t = useTexts(runTexts)
  const words = useTexts(listTexts)
  const { locale } = useLocale()
  const moment = useMoment()
  const failed = failedParts(list)
  const count = failed.reduce((sum, part) => sum + part.count, 0)
  const { started_at, finished_at, state } = list
  const took =
    started_at && finished_at ? (Date.parse(finished_at) - Date.parse(started_at)) / 1000 : 0
  const title =
    finished_at === null
      ? words.states[state]
      : state === 'stopped'
        ? t.stoppedAt(moment(finished_at))
        : t.finishedAt(moment(finished_at), formatSpan(took, locale))
  return (
    <>
      <HeadFrame
        tone={state === 'finished' ? 'good' : 'warn'}
        title={title}
        meta={
          <>
            <ListName list={list} />
            {started_at ? ` · ${t.startedBy(me.nameOf(list.actor), moment(started_at))}` : ''}
            {state === 'stopped' ? ` · ${t.stoppedSum(done(list), list.counts.stopped)}` : ''}
          </>
        }
        tools={
          <>
            <DownloadResults list={list} />
            {canSend && count > 0 ? (
              <Button variant="primary" onClick={onAgain}>
                {t.again(count)}
              </Button>
            ) : null}
            <NewListLink />
          </>
        }
      />
      <Progress list={list} />
      {count > 0 ? (
        <p className={styles.note}>
          {t.againNote(
            failed.map((part) => `${part.count} ${words.counted[part.state]}`).join(words.list),
          )}
          {list.counts.unknown > 0 ? ` · ${t.unknownStay}` : ''}
        </p>
      ) : null}
    </>
  )
}

/** Downloads every row of a list with its result, codes and log IDs. */
function DownloadResults({ list }: { list: Pick<DeliveryList, 'id' | 'name'> }) {
  const t = useTexts(runTexts)
  const words = useTexts(listTexts)
  const { locale } = useLocale()
  const announce = useAnnounce()
  const readAll = useReadAllRows()
  const { data: codes = [] } = useErrorCodes()
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle')
  const save = async (format: 'csv' | 'xlsx') => {
    if (state === 'busy') return
    setState('busy')
    try {
      const [{ resultCells }, { list: whole, rows }] = await Promise.all([
        import('./result-file.ts'),
        readAll(list.id),
      ])
      const cells = resultCells({ list: whole, rows, codes, t: words, locale })
      const blob =
        format === 'csv'
          ? (await import('../../../features/bubble-files/csv.ts')).writeCsv(cells)
          : (await import('../../../features/bubble-files/large-xlsx.ts')).writeLargeXlsx(
              cells,
              words.file.sheet,
            )
      const name = `${fileName(list.name)}.${format}`
      saveFile(name, blob, blob.type)
      announce(t.saved(name))
      setState('idle')
    } catch {
      setState('failed')
    }
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <span className={styles.download} role="group" aria-label={t.download}>
      {(['csv', 'xlsx'] as const).map((format) => (
        <Button
          key={format}
          aria-disabled={state === 'busy'}
          aria-label={`${t.download}: ${t[format]}`}
          icon={<Download size={16} aria-hidden="true" />}
          onClick={() => void save(format)}
        >
          {t[format]}
        </Button>
      ))}
      <span role="status" className={styles.issue}>
        {state === 'busy' ? t.preparing : state === 'failed' ? t.downloadFailed : ''}
      </span>
    </span>
  )
}

/** `customers-nov.csv` becomes `customers-nov-results`, without what a file name cannot have. */
function fileName(name: string): string {
  const base = name.replace(/\.(?:csv|tsv|txt|xlsx)$/i, '').replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '-')
  return `${base.trim() || 'list'}-results`
}
