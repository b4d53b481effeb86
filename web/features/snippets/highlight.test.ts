import { expect, test } from 'vitest'
import { clientInfo, SNIPPET_CLIENTS, type SnippetClient } from '#snippets/clients'
import { isReceiverClient, receiverProgram } from '#snippets/receivers'
import { snippet } from '#snippets/snippet'
import { highlight } from './program.tsx'

const CALL = {
  message_id: 'om_1',
  base_url: 'https://open.feishu.cn',
  follow_ups: [
    {
      content: "it's \\ 好\r\n😀 */ // # \u2028",
      i18n_contents: [{ content: '"', language: 'en_us' }],
    },
  ],
}

test.each(Object.keys(SNIPPET_CLIENTS) as SnippetClient[])(
  'the pieces of %s join to the program, and its strings are styled',
  (client) => {
    const { language } = clientInfo(client)
    const code = snippet(client, CALL)
    const pieces = highlight(language, code)
    expect(pieces.map(({ text }) => text).join('')).toBe(code)
    const texts = pieces.filter(({ look }) => look === 'text').map(({ text }) => text)
    if (language !== 'http') expect(texts.join('')).toMatch(/好|\\u597d/)
    if (!isReceiverClient(client)) return
    const receiver = receiverProgram(client, CALL)
    const joined = highlight(language, receiver).map(({ text }) => text)
    expect(joined.join('')).toBe(receiver)
  },
)
