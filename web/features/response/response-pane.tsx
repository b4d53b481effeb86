import { useCallback, useEffect, useId, useState } from 'react'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { useFirstTouch } from '../../ui/interaction.ts'
import type { ResponsePaneProps } from './pane-props.ts'
import styles from './response-pane.module.css'
import type { RunView } from './run-view.tsx'

const texts = defineTexts({
  en: {
    title: 'Response',
    none: 'No response yet',
    hint: 'Send to see the response and what it means.',
  },
  zh: { title: '响应', none: '暂无响应', hint: '发送后，这里显示响应及其含义。' },
})

/** The response pane: the raw response beside its meaning, or why there is none. */
export function ResponsePane(props: ResponsePaneProps) {
  const t = useTexts(texts)
  const id = useId()
  const { run } = props
  const View = useRunView(run.status !== 'idle')
  const empty = run.status === 'idle' || View === null
  return (
    <section className={styles.pane} aria-labelledby={id}>
      <h2 id={id} className={empty ? styles.title : 'visually-hidden'}>
        {t.title}
      </h2>
      {run.status === 'idle' ? (
        <p className={styles.idle}>
          <strong>{t.none}</strong>
          {t.hint}
        </p>
      ) : View ? (
        <View {...props} run={run} />
      ) : null}
    </section>
  )
}

/** Loads the view of runs at the first interaction with the page, so that a verdict never waits for it. */
function useRunView(needed: boolean): typeof RunView | null {
  const [view, setView] = useState<typeof RunView | null>(null)
  const load = useCallback(async () => {
    const { RunView } = await import('./run-view.tsx')
    setView(() => RunView)
  }, [])
  useFirstTouch(load)
  useEffect(() => {
    if (needed) void load()
  }, [needed, load])
  return view
}
