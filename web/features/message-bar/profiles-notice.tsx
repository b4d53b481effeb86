import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { barTexts } from './texts.ts'

/** Shown while the apps are loading, or if that failed. */
export function ProfilesNotice({ failed, onRetry }: { failed: boolean; onRetry: () => void }) {
  const t = useTexts(barTexts)
  if (!failed) return <p role="status">{t.loadingApps}</p>
  return (
    <Callout tone="bad" title={t.appsFailed}>
      <div>
        <Button onClick={onRetry}>{t.retry}</Button>
      </div>
    </Callout>
  )
}
