import { useId, useRef } from 'react'
import { useTexts } from '../../i18n/texts.ts'
import { keyed } from '../../ui/keyed.ts'
import { placeBeside } from './place-beside.ts'
import type { SendIssue } from './send-issues.ts'
import styles from './send-panel.module.css'
import { sendTexts } from './texts.ts'

type Props = { issues: readonly SendIssue[]; onShow: (issue: SendIssue) => void }

/** Why nothing can be sent: the first reason, and all of them in a popover. Each leads to what it is about. */
export function Reasons({ issues, onShow }: Props) {
  const t = useTexts(sendTexts)
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const popover = useRef<HTMLDivElement>(null)
  const [first] = issues
  if (!first) return null
  const link = (issue: SendIssue) => (
    <button
      type="button"
      className={styles.reason}
      title={issue.text}
      onClick={() => {
        popover.current?.hidePopover()
        onShow(issue)
      }}
    >
      {issue.text}
    </button>
  )
  return (
    <>
      <p className={styles.first}>
        <span>{t.toSend}</span>
        {link(first)}
      </p>
      {issues.length > 1 ? (
        <>
          <button ref={button} type="button" className={styles.others} popoverTarget={id}>
            {t.others(issues.length - 1)}
          </button>
          <div
            ref={popover}
            id={id}
            popover="auto"
            role="dialog"
            aria-label={t.allReasons}
            className={styles.reasons}
            onBeforeToggle={({ newState }) => {
              if (newState === 'open') placeBeside(popover.current, button.current)
            }}
          >
            <ul>
              {keyed(issues).map(([key, issue]) => (
                <li key={key}>{link(issue)}</li>
              ))}
            </ul>
          </div>
        </>
      ) : null}
    </>
  )
}
