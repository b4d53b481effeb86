import { useTexts } from '../i18n/texts.ts'
import { useComposition } from './composition-context.tsx'
import styles from './send-bar.module.css'
import { composerTexts } from './texts.ts'
import type { Obstacle } from './use-obstacles.ts'

const SHOWN = 4

/** Why Send cannot be pressed; each reason leads to the field that mends it. */
export function Obstacles({ id, obstacles }: { id: string; obstacles: readonly Obstacle[] }) {
  const t = useTexts(composerTexts)
  const { form, view } = useComposition()
  if (obstacles.length === 0) return null
  const rest = obstacles.length - SHOWN
  return (
    <div id={id} tabIndex={-1} className={styles.obstacles}>
      <p>{t.cannotSend}</p>
      <ul>
        {obstacles.slice(0, SHOWN).map(({ path, text }) => (
          <li key={`${path} ${text}`}>
            {isField(path) && (view === 'form' || path === 'message_id') ? (
              <button
                type="button"
                className={styles.reason}
                onClick={() => form.setFocus(path as 'message_id')}
              >
                {text}
              </button>
            ) : (
              text
            )}
          </li>
        ))}
        {rest > 0 ? <li>{t.more(rest)}</li> : null}
      </ul>
    </div>
  )
}

/** Whether a contract path names an input of the form, so that the focus can go there. */
function isField(path: string): boolean {
  return (
    path === 'message_id' ||
    /^follow_ups\.\d+\.(content|i18n_contents\.\d+\.(content|language))$/.test(path)
  )
}
