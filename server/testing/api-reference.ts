import type { ApiDocument } from '#contract/openapi'
import { REFUSALS } from '#contract/refusal'
import { REFUSAL_STATUS, refusalBody } from '../http/refusal.ts'

const INTRODUCTION = `# The console's HTTP API

This page is made from the document that the console itself serves: \`GET /api/openapi.json\` (OpenAPI 3.1) has every
parameter, body, status and response with its schema. The control calls of the emulator are the same ones with and without
the console, see [emulator.md](emulator.md).

\`\`\`sh
curl -s http://127.0.0.1:4310/api/messages/om_…/push_follow_up?profile=feishu \\
  -H 'Content-Type: application/json' -H 'Idempotency-Key: order-17' \\
  -d '{"follow_ups":[{"content":"Track my order"}]}'
\`\`\`

- With a sign-in, calls need a session or \`Authorization: Bearer fuc_…\`, and the role of the route. The Host has to be one of
  the console's addresses, and a browser has to be on the console's own page.
- Bodies are JSON in UTF-8, uncompressed, with \`Content-Type: application/json\`: at most 64 KB, 1 MB if they contain a new
  message, a scenario or a file of templates.
- \`profile\` names the app to act for; without it the default one is used. \`Accept-Language\` chooses Chinese or English.
- A send with an \`Idempotency-Key\` is made once, however often it is requested; the same key with another request is refused.
- A send ends in \`outcome\` \`answered\` or \`token_refused\` (200), \`not_sent\` (502) or \`unknown\` (504). Whether the platform
  accepted it is \`code\`: 0 is success.
- In paths, \`:id\` stands for a value. What is done has a status of 200 to 204; [refusals](#refusals) are at the end.
`

type Operation = {
  summary: string
  tags: readonly string[]
  parameters?: readonly { name: string; in: string; required: boolean }[]
  requestBody?: object
}

/** Writes the API's reference in Markdown. */
export function writeReference({ paths }: ApiDocument): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      call: `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
      ...(operation as Operation),
    })),
  )
  const sections = [...Map.groupBy(operations, ({ tags: [tag = ''] }) => tag)].map(
    ([tag, calls]) =>
      `## ${tag}\n\n| call | what it does | takes |\n| --- | --- | --- |\n${calls.map(writeRow).join('')}`,
  )
  return [INTRODUCTION, ...sections, writeRefusals()].join('\n')
}

function writeRow({ call, summary, parameters = [], requestBody }: Operation & { call: string }) {
  const query = parameters
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, required }) => `\`${name}\`${required ? ' (required)' : ''}`)
  const takes = [...query, ...(requestBody ? ['a JSON body'] : [])].join(', ')
  return `| \`${call}\` | ${summary} | ${takes} |\n`
}

function writeRefusals(): string {
  const rows = REFUSALS.map(
    (kind) => `| \`${kind}\` | ${REFUSAL_STATUS[kind]} | ${refusalBody(kind, 'en').message} |\n`,
  )
  return `## Refusals

What the console itself refuses has the form \`{"error", "message", "issues": [{"path", "message"}]}\`. Every call can
respond with \`wrong_host\`, \`foreign_origin\`, \`storage\` and \`internal\`.

| error | status | message |
| --- | --- | --- |
${rows.join('')}`
}
