import { jsonText } from '../literals/json-text.ts'
import { bodyOf, type SnippetCall } from '../snippet-call.ts'

/** The request body alone. */
export function jsonProgram(call: SnippetCall): string {
  return `${jsonText(bodyOf(call), 2)}\n`
}
