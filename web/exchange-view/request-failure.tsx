import { RefusedError } from '../api-client/api.ts'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { Callout } from '../ui/callout/callout.tsx'
import { ExactText } from '../ui/text/exact-text.tsx'

const texts = defineTexts({
  en: {
    refused: 'The console refused this.',
    silent: 'The console’s server does not answer.',
    silentWhy: 'Check that it is still running, then try again.',
  },
  zh: {
    refused: '本控制台拒绝了这个请求。',
    silent: '本控制台的服务器没有响应。',
    silentWhy: '请检查它是否仍在运行，然后重试。',
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
      {issues.map((issue) => (
        <p key={`${issue.path} ${issue.message}`}>
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
