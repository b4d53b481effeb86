import fc from 'fast-check'
import { LIMITS } from '#contract/limits'
import type { SnippetCall, SnippetFollowUp } from '#snippets/snippet-call'

/** Texts that some language, shell or format reads as something else. */
export const TRICKY_TEXTS: readonly string[] = [
  `say "hi" and 'bye'`,
  String.raw`C:\new\table\\ \u4f60 \"`,
  'a\nb\tc\rd\r\ne',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: other languages fill it in
  '$HOME ${x} $(id) `id` $x[0] {$y} #{z} %s %d {0} {{t}}',
  'a`b``c',
  '😀 👩‍👩‍👧 🇨🇳',
  'a\u2028b\u2029c\u0085d',
  '<b>&amp;</b> a&b=c </script> <!-- -->',
  'a\0b\u0001c\u007fd\u001b[0m',
  '\ufeffa\ufeffb',
  '',
  'abc\\',
  `''' """ ''' R"(`,
  'a/b </ //',
  '/* */ // -- # */ ?> <?php @',
  '\u0001A\u001bB\u00e91',
  '%E4%BD%A0+%20',
  String.raw`\u0022 \u000a \x41 \n \0`,
  'a\nEOF\nb',
  '@file !history ~ *.ts ?[a] ;&|<>',
  '\u202eright to left\u202c \u2066isolated\u2069 \u200f',
  '{{$processEnv HOME}} {{{{',
  '\u{10ffff}\uffff\ufffe\u{1f468}\u200d',
]

const piece = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...'\\\'"`$%{}()/*#!@&|;<>?~^ \n\r\t\0\u007f\u0085\u2028\ufeffnuxUbr0123456789',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...TRICKY_TEXTS,
      String.raw`\u`,
      '\\\\',
      "\\'",
      '${',
      '{{',
      '?>',
      '*/',
      "'''",
      '"""',
    ),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 4 }) },
)

/** Any text that UTF-8 can carry, with far more than its share of awkward ones. */
export const anyText: fc.Arbitrary<string> = fc
  .array(piece, { maxLength: 12 })
  .map((pieces) => pieces.join(''))

export const anyMessageId: fc.Arbitrary<string> = fc
  .stringMatching(/^[A-Za-z0-9_-]{1,40}$/)
  .map((rest) => `om_${rest}`)

/** As many texts as one program carries at its fullest. */
export const TEXTS_A_CALL = 150

/** Calls whose bubbles hold very many texts, so that one run of a program proves them all. */
export const anyFollowUps: fc.Arbitrary<SnippetFollowUp[]> = fc
  .array(anyText, { minLength: TEXTS_A_CALL, maxLength: TEXTS_A_CALL, size: 'max' })
  .map(bubblesOf)

/** Spreads texts over three bubbles and their languages. */
export function bubblesOf(texts: readonly string[]): SnippetFollowUp[] {
  const bubbles = [0, 1, 2].map((bubble) => texts.filter((_, at) => at % 3 === bubble))
  return bubbles.flatMap(([content, ...rest]) =>
    content === undefined
      ? []
      : rest.length === 0
        ? { content }
        : { content, i18n_contents: rest.map((text) => ({ content: text, language: 'en_us' })) },
  )
}

export const SAMPLE: Omit<SnippetCall, 'base_url'> = {
  message_id: 'om_3210a18894e206715a4359115f4cf2f5',
  follow_ups: [{ content: '你好', i18n_contents: [{ content: 'hello', language: 'en_us' }] }],
}

const FULL_TEXT = '😀'.repeat(LIMITS.content.max)

export const LARGEST: readonly SnippetFollowUp[] = Array.from(
  { length: LIMITS.followUps.max },
  () => ({
    content: FULL_TEXT,
    i18n_contents: Array.from({ length: LIMITS.i18nContents.max }, () => ({
      content: FULL_TEXT,
      language: 'en_us',
    })),
  }),
)
