import { lazy, type ReactNode, Suspense } from 'react'
import { useTexts } from '../i18n/texts.ts'
import { Pane } from '../ui/pane.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { BubbleList } from './bubble-list.tsx'
import { useComposition } from './composition-context.tsx'
import { composerTexts } from './texts.ts'

const JsonHoldsMore = lazy(async () => ({
  default: (await import('./json-holds-more.tsx')).JsonHoldsMore,
}))
const JsonView = lazy(async () => ({ default: (await import('./json-view.tsx')).JsonView }))

type Props = {
  /** About the draft as a whole. */
  toolbar: ReactNode
}

/** The bubbles to be sent, as a form or as JSON: two views of one value. */
export function ComposerPane({ toolbar }: Props) {
  const t = useTexts(composerTexts)
  const { view, source, open } = useComposition()
  return (
    <Pane
      title={t.title}
      actions={
        <Segmented
          legend={t.view}
          value={view}
          options={[
            { value: 'form', label: t.form },
            { value: 'json', label: t.json },
          ]}
          onChange={open}
        />
      }
    >
      {toolbar}
      <div data-draft>
        {view === 'json' ? (
          <Suspense fallback={<p role="status">{t.loadingEditor}</p>}>
            <JsonView />
          </Suspense>
        ) : source === 'json' ? (
          <Suspense>
            <JsonHoldsMore />
          </Suspense>
        ) : (
          <BubbleList />
        )}
      </div>
    </Pane>
  )
}
