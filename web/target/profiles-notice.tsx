import { useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button/button.tsx'
import { Callout } from '../ui/callout/callout.tsx'
import { targetTexts } from './texts.ts'

/** Shown while the profiles are loading, or if that failed. */
export function ProfilesNotice({ failed, onRetry }: { failed: boolean; onRetry: () => void }) {
  const t = useTexts(targetTexts)
  if (!failed) return <p role="status">{t.loadingProfiles}</p>
  return (
    <Callout tone="bad" title={t.profilesFailed}>
      <div>
        <Button onClick={onRetry}>{t.retry}</Button>
      </div>
    </Callout>
  )
}
