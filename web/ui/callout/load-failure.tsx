import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { Button } from '../button/button.tsx'
import { Callout } from './callout.tsx'

const texts = defineTexts({ en: { retry: 'Try again' }, zh: { retry: '重试' } })

type Props = { title: string; why?: string; onRetry: () => void }

/** Says that something could not be loaded, with a button that tries again. */
export function LoadFailure({ title, why, onRetry }: Props) {
  const t = useTexts(texts)
  return (
    <Callout tone="bad" title={title}>
      {why ? <p>{why}</p> : null}
      <div>
        <Button onClick={onRetry}>{t.retry}</Button>
      </div>
    </Callout>
  )
}
