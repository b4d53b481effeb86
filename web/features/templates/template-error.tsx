import { RefusedError } from '../../api-client/api.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Callout } from '../../ui/callout/callout.tsx'
import { keyed } from '../../ui/keyed.ts'
import { templateTexts } from './texts.ts'

const SHOWN = 8

/** Why a template was rejected: each issue with its path. */
export function TemplateError({ title, error }: { title?: string; error: Error }) {
  const t = useTexts(templateTexts)
  if (!(error instanceof RefusedError)) {
    return (
      <Callout tone="bad" title={title}>
        {t.unreachable}
      </Callout>
    )
  }
  const { issues, message } = error.refusal
  const rest = issues.length - SHOWN
  return (
    <Callout tone="bad" title={title}>
      {issues.length === 0 ? (
        message
      ) : (
        <ul>
          {keyed(issues.slice(0, SHOWN)).map(([key, issue]) => (
            <li key={key}>
              {issue.path === '' ? null : <code>{issue.path}</code>} {issue.message}
            </li>
          ))}
          {rest > 0 ? <li>{t.more(rest)}</li> : null}
        </ul>
      )}
    </Callout>
  )
}
