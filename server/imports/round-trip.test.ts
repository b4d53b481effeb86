import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LANGUAGES } from '#contract/languages'
import { SNIPPET_CLIENTS, type SnippetClient } from '#snippets/clients'
import { snippet } from '#snippets/snippet'
import { readAnything } from './read-anything.ts'

/** A few hundred values in every run of the suite, thousands where that was asked for. */
const RUNS = Number(process.env.SNIPPET_RUNS ?? 60)

/** What has broken a literal of some language or layer before. */
const HARD = fc.constantFrom(
  ...[
    '"',
    "'",
    '`',
    '\\',
    '\\\\',
    '\\n',
    '\\u0022',
    '\\x41',
    '\\101',
    '$',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell’s or a program’s own spelling
    '${x}',
    '$(id)',
    '{$y}',
  ],
  ...['{{t}}', '#{z}', '%s', '^"', '^', '\n', '\r\n', '\t', '\0', '\x1B[0m', '\x7F', '\x85'],
  ...[
    '\u2028',
    '\u2029',
    '\uFEFF',
    '\u202E',
    '😀',
    '👩‍👩‍👧',
    '你好',
    'é',
    '<?php',
    '?>',
    '/*',
    '*/',
    '//',
  ],
  ...['#', '"""', "'''", '<<EOF', '\nEOF\n', "'\\''", "''", '""', 'curl -d x', 'follow_ups', '},{'],
  ...[
    'import x from "y"',
    'package main',
    'om_abc',
    'https://example.com/',
    ' ',
    '',
    'a b',
    'Build()',
  ],
)
const text = fc
  .array(fc.oneof({ weight: 3, arbitrary: HARD }, fc.string({ unit: 'grapheme', maxLength: 6 })), {
    maxLength: 8,
  })
  // A reader remarks on U+FFFD, which stands for lost characters.
  .map((pieces) => pieces.join('').replaceAll('\ufffd', ''))
const call = fc.record({
  message_id: fc.stringMatching(/^om_[A-Za-z0-9_-]{1,40}$/),
  base_url: fc.constantFrom('https://open.feishu.cn', 'https://open.larksuite.com'),
  follow_ups: fc.array(
    fc.record(
      {
        content: text,
        i18n_contents: fc.array(
          fc.record({ content: text, language: fc.constantFrom(...LANGUAGES) }),
          { minLength: 1, maxLength: 3 },
        ),
      },
      { requiredKeys: ['content'] },
    ),
    { minLength: 1, maxLength: 3 },
  ),
})

describe('a snippet is imported as the same value', () => {
  for (const client of Object.keys(SNIPPET_CLIENTS) as SnippetClient[]) {
    test(client, { timeout: 60_000 + RUNS * 100 }, () => {
      fc.assert(
        fc.property(call, (value) => {
          const { message_id, follow_ups, had_token, not_understood } = readAnything(
            snippet(client, value),
          )
          expect({ follow_ups, had_token, not_understood }).toEqual({
            follow_ups: value.follow_ups,
            had_token: false,
            not_understood: [],
          })
          // A body alone names no message.
          expect(message_id).toBe(client === 'json' ? null : value.message_id)
        }),
        { numRuns: RUNS },
      )
    })
  }
})

test('imports the base URL of a snippet, with its path', () => {
  const follow_ups = [{ content: 'a' }]
  for (const client of Object.keys(SNIPPET_CLIENTS) as SnippetClient[]) {
    if (client === 'json' || client === 'lark-cli') continue
    const base_url = 'http://127.0.0.1:4311/proxy'
    const code = snippet(client, { message_id: 'om_1', follow_ups, base_url })
    expect(readAnything(code), client).toMatchObject({ base_url, message_id: 'om_1' })
  }
})
