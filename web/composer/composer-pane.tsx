import { type ReactNode, Suspense } from 'react'
import { useTexts } from '../i18n/texts.ts'
import { Segmented } from '../ui/form/segmented.tsx'
import { Pane } from '../ui/layout.tsx'
import { lazyComponent } from '../ui/lazy-component.tsx'
import { BubbleList } from './bubble-list.tsx'
import { useComposition } from './composition-context.tsx'
import { composerTexts } from './texts.ts'

const JsonOnlyNotice = lazyComponent(() => import('./json-only-notice.tsx'), 'JsonOnlyNotice')
const JsonView = lazyComponent(() => import('./json-view.tsx'), 'JsonView')

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
            <JsonOnlyNotice />
          </Suspense>
        ) : (
          <BubbleList />
        )}
      </div>
    </Pane>
  )
}
