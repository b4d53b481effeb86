import { jsonText } from '../literals.ts'
import { bodyOf, pushUrl, type SnippetCall } from '../snippet-call.ts'

/** Returns a request for the HTTP clients of editors. */
export function httpProgram(call: SnippetCall): string {
  // These clients would replace {{…}} in a text as a variable.
  const body = jsonText(bodyOf(call), 2).replaceAll('{{', String.raw`{\u007b`)
  return `POST ${pushUrl(call)}
Authorization: Bearer {{$processEnv FEISHU_TENANT_ACCESS_TOKEN}}
Content-Type: application/json; charset=utf-8

${body}
`
}
