import { Download } from 'lucide-react'
import type { AssumptionEvidence } from '#contract/event-sources/evidence'
import { evidenceHref, useEvidence } from '../../api-client/event-sources.ts'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import styles from './evidence.module.css'

const texts = defineTexts({
  en: {
    lead: 'Seen on this console: what real requests and clicks agree with.',
    none: 'Nothing seen yet. Requests and clicks with a real app add to it.',
    export: 'Export what was seen',
    seen: 'Seen:',
    times: (count: number) => (count === 1 ? 'once' : `${count} times`),
    brands: { feishu: 'Feishu', lark: 'Lark', emulator: 'emulator' },
  },
  zh: {
    lead: '本控制台的观察：实际请求和点击与哪个取值一致。',
    none: '还没有观察结果。使用真实应用发送和点击后会增加。',
    export: '导出观察结果',
    seen: '已观察到：',
    times: (count) => `${count} 次`,
    brands: { feishu: '飞书', lark: 'Lark', emulator: '模拟器' },
  },
})

/** What the evidence is, and a link to all of it as a file without IDs and texts. */
export function EvidenceNote() {
  const t = useTexts(texts)
  const { data } = useEvidence()
  const isReal = data?.some(({ brand }) => brand !== 'emulator')
  return (
    <p className={styles.note}>
      {data && !isReal ? t.none : t.lead}{' '}
      {data && data.length > 0 ? (
        <a className={styles.link} href={evidenceHref()} download>
          <Download size={14} aria-hidden="true" />
          {t.export}
        </a>
      ) : null}
    </p>
  )
}

/** What was seen of one undocumented rule, the platform before emulators; nothing if nothing was. */
export function EvidenceOf({ assumption }: { assumption: string }) {
  const t = useTexts(texts)
  const { data = [] } = useEvidence()
  const own = data.filter((one) => one.assumption === assumption)
  if (own.length === 0) return null
  const isEmulated = ({ brand }: AssumptionEvidence) => Number(brand === 'emulator')
  return (
    <p className={styles.note}>
      {t.seen}{' '}
      {own
        .toSorted((a, b) => isEmulated(a) - isEmulated(b))
        .map(({ brand, variant, detail, count }) => (
          <span
            key={`${brand} ${variant} ${detail}`}
            className={brand === 'emulator' ? styles.emulated : styles.real}
          >
            <code>{variant}</code>
            {detail === '' ? null : ` (${detail})`} {t.times(count)} · {t.brands[brand]}
          </span>
        ))}
    </p>
  )
}
