import { useTexts } from '../i18n/texts.ts'
import { Badge } from '../ui/badge.tsx'
import { previewTexts } from './texts.ts'

/** Marks what the preview takes for granted because no document says it. */
export function AssumedBadge() {
  return <Badge tone="unsure">{useTexts(previewTexts).assumed}</Badge>
}
