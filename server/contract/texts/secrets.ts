/** A part of a text, in UTF-16 units. */
export type TextSpan = { start: number; end: number }

/** A quote as it stands in code, in JSON inside a string, or in a URL. */
const QUOTE = String.raw`(?:\\{0,3}["'\x60]|%22)`
const AFTER_NAME = String.raw`${QUOTE}?\]?\s{0,8}(?:=>|:=|[:=\uff1a,(]|%3A|%3D)\s{0,60}`
/** `{"key": "app_secret", "value": "…"}` */
const VALUE_MEMBER = String.raw`(?:${QUOTE}value${QUOTE}\s{0,8}:\s{0,8})?`
const WORDS = String.raw`secret|token|encrypt(?:ion)?[\s_-]?key|password|passwd|api[\s_-]?key|authorization`

/** A token by its own shape; a JSON body in base64 starts with `eyJ` too, but has no dots. */
const SHAPE = /[tua]-[\w.-]{20,}|(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g
/** What may stand before one: an escape of a URL or a string, or no part of a word. */
const BEFORE_SHAPE = /(?:^|[^\w.-]|%[0-9a-f]{2}|\\[nrt])$/i
const NAMED = new RegExp(
  String.raw`(${WORDS})${AFTER_NAME}${VALUE_MEMBER}([@$A-Za-z]?${QUOTE})?([^\s"'\x60\\&,;(){}<>[\]%]{6,2000})(?!\()`,
  'gi',
)
const SCHEME = /\b(?:bearer|basic)(?:\s|%20|\+){1,4}([\w.~+/=-]{8,})/gi
const OPTION =
  /(?<![\w-])--[\w-]{0,30}(?:secret|token|password|key|bearer)[ =]+(["']?)([^\s"']{8,2000})/gi
/** The arguments of an SDK's constructor: the app's ID and its secret. */
const CLIENT = /(["'`])cli_\w{1,64}\1\s{0,8},\s{0,8}(["'`])([^"'`\s]{8,200})\2(?=\s{0,8}[,)])/g
const USER_INFO = /:\/\/[^\s/@:'"]{0,100}:([^\s/@'"]{4,200})@/g
const USER_OPTION = /\s(?:-u|--user)[ =]?["']?[^\s:'"-][^\s:'"]{0,100}:([^\s'"]{4,200})/g
const COOKIES = new RegExp(
  String.raw`(?:\bcookie${AFTER_NAME}${VALUE_MEMBER}${QUOTE}?|(?:^|\s)(?:-b|--cookie)[ =]?["'])([^\r\n"'\\]{3,8000})`,
  'gi',
)
const COOKIE = /([^\s;=]{1,200})=([^\s;]{8,})/g
/** `New-Object System.Net.Cookie("name", "value")` and the cookies of a HAR. */
const COOKIE_VALUE =
  /(?:\bCookie\(\s{0,8}|"cookies"\s{0,8}:\s{0,8}\[\s{0,40}\{\s{0,40}"name"\s{0,8}:\s{0,8})"([^"\n]{1,200})"\s{0,40},\s{0,40}(?:"value"\s{0,8}:\s{0,8})?"([^"\n]{8,4000})"/gi

const PLACEHOLDER =
  /^(?:[<{$[%*]|your|my[_-]|xxx|redacted|null$|none$|undefined$|bearer$|basic$|example)|\*\*\*|…|\.\.\./i
const IDENTIFIER = /^(?:om|oc|ou|on|cli|file|img)_/
const NAME_OF_VARIABLE = /^[A-Z][A-Z\d]*_[A-Z\d_]*$/

/**
 * Finds the tokens, app secrets, encrypt keys, passwords and cookies of any text by their shape or by
 * the name beside them. Returns spans that are sorted and do not overlap. Takes linear time.
 */
export function findSecrets(text: string): TextSpan[] {
  const spans: TextSpan[] = []
  /** Adds the end of a match. */
  const add = (match: RegExpExecArray, value: string, after = 0) => {
    const end = match.index + match[0].length - after
    if (!PLACEHOLDER.test(value)) spans.push({ start: end - value.length, end })
  }
  for (const match of text.matchAll(SHAPE)) {
    const before = text.slice(Math.max(0, match.index - 3), match.index)
    if (isToken(match[0]) && BEFORE_SHAPE.test(before)) add(match, match[0])
  }
  for (const match of text.matchAll(NAMED)) {
    const [, word = '', quote, value = ''] = match
    const before = text.slice(Math.max(0, match.index - 14), match.index)
    const isPlainToken =
      /^token$/i.test(word) && !/(?:access|refresh|verification)[\s_-]?$/i.test(before)
    if (isPlainToken ? /^(?:[tua]-|eyJ)/.test(value) : isSecret(value, quote !== undefined)) {
      add(match, value)
    }
  }
  for (const match of text.matchAll(SCHEME)) {
    const [, value = ''] = match
    if (/\d/.test(value) || value.length >= 24) add(match, value)
  }
  for (const match of text.matchAll(OPTION)) {
    const [, quote, value = ''] = match
    if (isSecret(value, quote !== '')) add(match, value)
  }
  for (const match of text.matchAll(CLIENT)) add(match, match[3] ?? '', 1)
  for (const match of text.matchAll(USER_INFO)) add(match, match[1] ?? '', 1)
  for (const match of text.matchAll(USER_OPTION)) add(match, match[1] ?? '')
  for (const match of text.matchAll(COOKIES)) {
    const [whole, list = ''] = match
    const start = match.index + whole.length - list.length
    for (const pair of list.matchAll(COOKIE)) {
      const [, name = '', value = ''] = pair
      const end = start + pair.index + pair[0].length
      if (isSecretCookie(name, value)) spans.push({ start: end - value.length, end })
    }
  }
  for (const match of text.matchAll(COOKIE_VALUE)) {
    const [, name = '', value = ''] = match
    if (isSecretCookie(name, value)) add(match, value, 1)
  }
  return merge(spans)
}

/** Returns the text with each of its secrets replaced. */
export function cutSecrets(text: string, spans: readonly TextSpan[] = findSecrets(text)): string {
  let cut = ''
  let from = 0
  for (const { start, end } of spans) {
    cut += text.slice(from, start) + REDACTED
    from = end
  }
  return cut + text.slice(from)
}

/** The values of the spans in any text of the result are hidden too, wherever they occur. */
export function maskValues(source: string, spans: readonly TextSpan[]): (text: string) => string {
  const values = [...new Set(spans.map(({ start, end }) => source.slice(start, end)))]
    // A shorter one could be an ordinary word.
    .filter(({ length }) => length >= 8)
    .slice(0, 200)
    .sort((a, b) => b.length - a.length)
    .map((value) => value.replace(/[^\w]/g, '\\$&'))
  const known = values.length > 0 ? new RegExp(values.join('|'), 'g') : null
  return (text) => cutSecrets(known === null ? text : text.replace(known, REDACTED))
}

/** `t-shirt-size-large` is none: a token has a long first part with letters and digits. */
function isToken(text: string): boolean {
  if (/^eyJ/.test(text)) return true
  const [first = ''] = text.slice(2).split('-', 1)
  return first.length >= 12 && /\d/.test(first) && /[A-Za-z]/.test(first)
}

/** Without quotes, a value may also be the name of a variable. */
function isSecret(value: string, isQuoted: boolean): boolean {
  if (IDENTIFIER.test(value) || NAME_OF_VARIABLE.test(value)) return false
  if (isQuoted) return value.length >= 8
  return (
    value.length >= 12 &&
    /\d/.test(value) &&
    /[A-Za-z]/.test(value) &&
    /^(?:[tua]-)?[\w~+/=-]+$/.test(value)
  )
}

/** The console's own cookie is the language of the page. */
function isSecretCookie(name: string, value: string): boolean {
  return value.length >= 8 && !/^follow-up-console\./.test(name) && !PLACEHOLDER.test(value)
}

function merge(spans: TextSpan[]): TextSpan[] {
  const merged: TextSpan[] = []
  for (const span of spans.sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1)
    if (last && span.start < last.end) last.end = Math.max(last.end, span.end)
    else merged.push({ ...span })
  }
  return merged
}

/** Replaces each secret in whatever is stored, logged or shown. */
export const REDACTED = '(redacted)'
