import { type KeyboardEvent, type ReactNode, Suspense, useId } from 'react'
import { useTexts } from '../../i18n/texts.ts'
import { lazyComponent, suspending } from '../../ui/lazy-component.tsx'
import { useComposition, useFollowUps, type View } from '../composition/composition-context.tsx'
import { BubbleTable } from './bubble-table.tsx'
import styles from './bubbles-pane.module.css'
import { tableTexts } from './table-texts.ts'

const FoundNotes = lazyComponent(() => import('./found-notes.tsx'), 'FoundNotes')
const JsonOnlyNotice = lazyComponent(() => import('./json/json-only-notice.tsx'), 'JsonOnlyNotice')
const JsonView = suspending(() => import('./json/json-view.tsx'), 'JsonView')

type Props = {
  /** About the draft as a whole: drafts, templates, import, share, code. */
  toolbar: ReactNode
  /** About the texts as they are, such as that they are an example; one line in the footer. */
  notice?: ReactNode
}

/** The bubbles to be sent, as a table or as JSON: two views of one value. */
export function BubblesPane({ toolbar, notice }: Props) {
  const t = useTexts(tableTexts)
  const { view, source } = useComposition()
  const id = useId()
  const isTable = view === 'form' && source === 'form'
  return (
    <section className={styles.pane} aria-labelledby={id}>
      <header className={styles.header}>
        <h2 id={id} className={styles.title}>
          {t.title}
        </h2>
        <div className={styles.tools}>{toolbar}</div>
        <ViewTabs panelId={`${id}-panel`} />
      </header>
      <div
        id={`${id}-panel`}
        role="tabpanel"
        aria-labelledby={`${id}-panel-${view}`}
        className={styles.panel}
        data-draft
      >
        {view === 'json' ? (
          <Suspense fallback={<p role="status">{t.loadingEditor}</p>}>
            <JsonView />
          </Suspense>
        ) : isTable ? (
          <BubbleTable />
        ) : (
          <JsonOnlyNotice />
        )}
      </div>
      <footer className={styles.footer}>
        {notice}
        {isTable ? (
          <>
            <div className={styles.notes}>
              <NotesOfTexts />
            </div>
            <span className={styles.fallback}>{t.fallback}</span>
            <span className={styles.keys}>{t.keys}</span>
          </>
        ) : null}
      </footer>
    </section>
  )
}

/** The notes about the texts, once there is one. */
function NotesOfTexts() {
  const hasText = useFollowUps((followUps) =>
    followUps.some(({ content, i18n_contents = [] }) => content !== '' || i18n_contents.length > 0),
  )
  if (!hasText) return null
  return <FoundNotes />
}

const VIEWS: readonly View[] = ['form', 'json']

function ViewTabs({ panelId }: { panelId: string }) {
  const t = useTexts(tableTexts)
  const { view, open } = useComposition()
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowLeft: 1, ArrowRight: 1, Home: -1, End: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = { Home: 'form', End: 'json' }[event.key] ?? (view === 'form' ? 'json' : 'form')
    event.currentTarget.querySelector<HTMLElement>(`[data-view=${next}]`)?.focus()
    open(next as View)
  }
  return (
    <div role="tablist" aria-label={t.view} className={styles.tabs} onKeyDown={onKeyDown}>
      {VIEWS.map((one) => (
        <button
          key={one}
          id={`${panelId}-${one}`}
          type="button"
          role="tab"
          className={styles.tab}
          aria-selected={one === view}
          aria-controls={panelId}
          tabIndex={one === view ? 0 : -1}
          data-view={one}
          data-command={one === view ? undefined : 'toggle-json'}
          onClick={() => open(one)}
        >
          {one === 'form' ? t.table : t.json}
        </button>
      ))}
    </div>
  )
}
