import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { DraftFollowUps } from '#contract/draft'
import { LANGUAGE_NAMES, type Language } from '#contract/languages'
import type { Locale } from '#contract/locale'
import { fillVariables } from '#contract/template-variables'
import { Bubbles, ChatLine } from '../../../features/chat/chat.tsx'
import { textFor } from '../../../features/preview/text-for.ts'
import { useLocale } from '../../../i18n/locale-context.tsx'
import { useTexts } from '../../../i18n/texts.ts'
import { IconButton } from '../../../ui/button/button.tsx'
import { Panel } from '../../../ui/panel.tsx'
import styles from './list.module.css'
import { listTexts } from './texts.ts'

/** A row to show the message with. */
export type PreviewRow = {
  n: number
  values: Readonly<Record<string, string>>
  /** The first message of the row with its variables; null if it is not a text. */
  text: string | null
  /** The language that the person of the row is known to read. */
  language: Language | null
}

type Props = {
  followUps: DraftFollowUps
  rows: readonly PreviewRow[]
  total: number
  version: number | null
}

const OWN_LANGUAGE: Record<Locale, Language> = { zh: 'zh_cn', en: 'en_us' }

/** The message and its bubbles as one row of the list gets them. */
export function ListPreview({ followUps, rows, total, version }: Props) {
  const t = useTexts(listTexts)
  const { locale } = useLocale()
  const [wanted, setIndex] = useState(0)
  const index = Math.min(wanted, Math.max(rows.length - 1, 0))
  const row = rows[index]
  const { values = {}, text = null, language = null } = row ?? {}
  const filled = fillVariables(followUps, values)
  const message =
    text === null ? '' : (fillVariables([{ content: text }], values)[0]?.content ?? '')
  return (
    <Panel
      title={t.preview}
      tools={version === null ? null : <span className={styles.version}>v{version}</span>}
    >
      <div className={styles.chat}>
        {message === '' ? null : <ChatLine who="bot" speaker={t.bot} text={message} />}
        <Bubbles
          label={t.bubbles}
          bubbles={filled.map((one) => ({
            text: textFor(one, language ?? OWN_LANGUAGE[locale]).text,
            lang: undefined,
          }))}
          disabled
          onPress={() => {}}
        />
      </div>
      <div className={styles.previewFoot}>
        <span>
          {row ? t.row(row.n, total) : t.noReadyRow}
          {row ? ` · ${language ? LANGUAGE_NAMES[language][locale] : t.defaultLanguage}` : ''}
        </span>
        <span className={styles.steps}>
          <IconButton
            label={t.previous}
            icon={<ChevronLeft size={16} aria-hidden="true" />}
            aria-disabled={index === 0}
            onClick={() => setIndex(Math.max(index - 1, 0))}
          />
          <IconButton
            label={t.next}
            icon={<ChevronRight size={16} aria-hidden="true" />}
            aria-disabled={index >= rows.length - 1}
            onClick={() => setIndex(Math.min(index + 1, Math.max(rows.length - 1, 0)))}
          />
        </span>
      </div>
    </Panel>
  )
}
