import { RefusedError } from '../../api-client/api.ts'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { Callout } from '../../ui/callout/callout.tsx'
import { keyed } from '../../ui/keyed.ts'
import { ExactText } from '../../ui/text/exact-text.tsx'

const texts = defineTexts({
  en: {
    refused: 'Rejected by the console',
    silent: 'The console does not respond',
    silentWhy: 'Check that it is running, then try again.',
  },
  zh: {
    refused: '控制台拒绝了请求',
    silent: '控制台没有响应',
    silentWhy: '请确认它正在运行，然后重试。',
  },
})

/** Why a request to the console's server failed, with the server's message if there is one. */
export function RequestFailure({ error }: { error: unknown }) {
  const t = useTexts(texts)
  if (!(error instanceof RefusedError)) {
    return (
      <Callout tone="bad" title={t.silent}>
        <p>{t.silentWhy}</p>
      </Callout>
    )
  }
  const { message, issues } = error.refusal
  return (
    <Callout tone="bad" title={t.refused}>
      {issues.length === 0 ? <p>{message}</p> : null}
      {keyed(issues).map(([key, issue]) => (
        <p key={key}>
          {issue.path ? (
            <code>
              <ExactText>{issue.path}</ExactText>
            </code>
          ) : null}{' '}
          {issue.message}
        </p>
      ))}
    </Callout>
  )
}
