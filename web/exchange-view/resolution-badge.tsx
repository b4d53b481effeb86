import { CircleCheck, CircleHelp, CircleX } from 'lucide-react'
import type { Resolution } from '#contract/ledger'
import { useTexts } from '../i18n/texts.ts'
import { Badge } from '../ui/badge.tsx'
import { resolutionTexts } from './resolution-texts.ts'

const LOOKS = {
  delivered: { tone: 'good', icon: CircleCheck },
  not_delivered: { tone: 'bad', icon: CircleX },
  undecided: { tone: 'unsure', icon: CircleHelp },
} as const

/** The verdict alone, as short as a row of the history needs it. */
export function ResolutionBadge({ verdict }: Pick<Resolution, 'verdict'>) {
  const t = useTexts(resolutionTexts)
  const { tone, icon: Icon } = LOOKS[verdict]
  return (
    <Badge tone={tone} icon={<Icon size={13} aria-hidden="true" />}>
      {t[verdict]}
    </Badge>
  )
}
