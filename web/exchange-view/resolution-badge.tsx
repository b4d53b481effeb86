import { CircleCheck, CircleHelp, CircleX } from 'lucide-react'
import type { Resolution } from '#contract/ledger'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { Badge } from '../ui/callout/callout.tsx'

/** The resolution of an unknown outcome in two or three words. */
export const resolutionTexts = defineTexts({
  en: {
    delivered: 'It landed',
    not_delivered: 'It did not land',
    undecided: 'Cannot be told',
  },
  zh: {
    delivered: '已生效',
    not_delivered: '没有生效',
    undecided: '无法判断',
  },
})

const LOOKS = {
  delivered: { tone: 'good', icon: CircleCheck },
  not_delivered: { tone: 'bad', icon: CircleX },
  undecided: { tone: 'unsure', icon: CircleHelp },
} as const

/** The resolution as a badge. */
export function ResolutionBadge({ verdict }: Pick<Resolution, 'verdict'>) {
  const t = useTexts(resolutionTexts)
  const { tone, icon: Icon } = LOOKS[verdict]
  return (
    <Badge tone={tone} icon={<Icon size={13} aria-hidden="true" />}>
      {t[verdict]}
    </Badge>
  )
}
