import { CircleCheck, CircleHelp, CircleX } from 'lucide-react'
import type { Resolution } from '#contract/ledger'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { Badge } from '../../ui/callout/callout.tsx'

/** The resolution of an unknown outcome in two or three words. */
export const resolutionTexts = defineTexts({
  en: {
    delivered: 'Delivered',
    not_delivered: 'Not delivered',
    undecided: 'Unknown',
  },
  zh: {
    delivered: '已送达',
    not_delivered: '未送达',
    undecided: '未知',
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
