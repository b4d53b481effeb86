import { describe, expect, test } from 'vitest'
import { parseSource } from './blocks.ts'
import { formatText } from './calls.ts'
import { evaluate } from './evaluate.ts'
import { findMentions } from './names.ts'
import { readText } from './read-text.ts'
import type { SourceLanguage } from './syntax.ts'
import { tokenize } from './tokenize.ts'
import { canonical, group, type Item, isName, isSign, nameOf, splitAt } from './tokens.ts'
import { findOpen, memberName, OpenValue, type Value } from './value.ts'

const JS = 'javascript'
const raw = String.raw

/** The parts of a text with `~` before each hole, and its holes. */
function textOf(source: string, language: SourceLanguage) {
  const token = readText(source, 0, language)
  return token && [token.parts.join('~'), token.holes.join(), token.end]
}

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: a program’s own spelling
describe('a literal', () => {
  test.each<[SourceLanguage, string, string, string?]>([
    [JS, '"a"', 'a'],
    [JS, "'a\"'", 'a"'],
    [JS, '"\\n\\r\\t\\b\\f\\v\\\'\\"\\`\\\\\\$\\/"', '\n\r\t\b\f\v\'"`\\$/'],
    [JS, raw`"\x41\u0041\u{41}\u{1F600}"`, 'AAA😀'],
    [JS, raw`"\u{110000}"`, '~{110000}', '?'],
    [JS, '"\\0\\7"', '~~', '?,?'],
    [JS, raw`"q"`, 'q'],
    [JS, raw`"\xZZ"`, '~ZZ', '?'],
    [JS, '"a\\\nb"', 'ab'],
    [JS, '`a\n${b}c$d`', 'a\n~c$d', 'b'],
    [JS, '`${f("}")}`', '~', 'f("}")'],
    [JS, '`${ {a:{}} }c`', '~c', ' {a:{}} '],
    [JS, '`a', 'a~', '?'],
    [JS, '`${a', '~~', '?,?'],
    ['python', "'a'", 'a'],
    ['python', '"""a\n"b"""', 'a\n"b'],
    ['python', "'''a'''", 'a'],
    ['python', '"""a', 'a~', '?'],
    ['python', raw`r"\n"`, raw`\n`],
    ['python', raw`Rb'\n'`, raw`\n`],
    ['python', raw`u"\n\u0041\U0001F600\x41"`, '\nA😀A'],
    ['python', raw`b"\/"`, '~', '?'],
    ['python', 'f"a{b}{{c}}"', 'a~{c}', 'b'],
    ['python', 'F"{a}"', '~', 'a'],
    ['python', 't"{a}"', '~', 'a'],
    ['python', '"{a}"', '{a}'],
    ['python', '"a\\\nb"', 'ab'],
    ['python', raw`"\u{41}"`, '~{41}', '?'],
    ['java', raw`"\n\b\f\u0041"`, '\n\b\fA'],
    ['java', raw`"\x41"`, '~41', '?'],
    ['java', raw`"\v"`, '~', '?'],
    ['java', '"""\n  {"a":1}\n  """', '\n  {"a":1}\n  '],
    ['java', '"""\n  [1]"""', '\n  [1]'],
    ['java', '"""\n  a\n  """', '\n  a\n  ~', '?'],
    ['go', raw`"\n\u0041\U0001F600\v"`, '\nA😀\v'],
    ['go', raw`"\x41"`, '~41', '?'],
    ['go', '`a\\n\n"`', 'a\\n\n"'],
    ['csharp', '"a"', 'a'],
    ['csharp', raw`"\n\u0041\U0001F600"`, '\nA😀'],
    ['csharp', '@"a""b\\n\n"', 'a"b\\n\n'],
    ['csharp', '$"a{b}{{c}}"', 'a~{c}', 'b'],
    ['csharp', '$@"a{b}""\\"', 'a~"\\', 'b'],
    ['csharp', '@$"{b}"', '~', 'b'],
    ['csharp', '"{b}"', '{b}'],
    ['csharp', '"""{"a":"b"}"""', '{"a":"b"}'],
    ['csharp', '""""\n{"a":"""}\n""""', '\n{"a":"""}\n'],
    ['csharp', '$$"""{"a":{{b}}}"""', '{"a":~}', 'b'],
    ['csharp', '"""a"""', 'a~', '?'],
    ['php', raw`'a\'b\\c\n'`, raw`a'b\c\n`],
    ['php', raw`"a\n\v\$\u{41}"`, 'a\n\v$A'],
    ['php', raw`"\b\x41"`, '~~41', '?,?'],
    ['php', '"a$b c{$d}e"', 'a~ c~e', '$b,$d'],
    ['php', '"$a[0] $b->c $d?->e"', '~[0] ~->c ~?->e', '?,?,?'],
    ['php', '"${a} $(b)"', '~ $(b)', 'a'],
    ['php', "<<<'A'\na\\n$b\nA", 'a\\n$b'],
    ['php', '<<<A\na$b\nA', 'a~', '$b'],
    ['php', '<<< "A"\na\nA', 'a'],
    ['powershell', "'a''b`n$c'", "a'b`n$c"],
    ['powershell', '‘a’’b’', 'a’b'],
    ['powershell', '"a""b`n`t`"`$c"', 'a"b\n\t"$c'],
    ['powershell', '"a$b c${d}$(e f)"', 'a~ c~~', '$b,d,e f'],
    ['powershell', '"$a:b"', '~:b', '?'],
    ['powershell', '"`u{41}`q`x"', 'Aq~', '?'],
    ['powershell', "@'\na'\n'@", "a'"],
    ['powershell', '@"  \na`n$b\n"@', 'a\n~', '$b'],
    ['powershell', '“a”', 'a'],
  ])('of %s: %s', (language, source, text, holes = '') => {
    expect(textOf(source, language)?.slice(0, 2)).toEqual([text, holes])
  })

  test.each<[SourceLanguage, string, number]>([
    [JS, '"a" + b', 3],
    [JS, '"a\nb"', 2],
    ['python', 'rb"a"b', 5],
    ['csharp', '"""a"""b', 7],
    ['powershell', "'a''b' c", 6],
    ['php', "<<<'A'\na\nA;", 10],
  ])('of %s ends behind its quotes: %j', (language, source, end) => {
    expect(textOf(source, language)?.[2]).toBe(end)
  })

  test.each<[SourceLanguage, string]>([
    [JS, 'a'],
    ['java', '`a`'],
    ['go', '@"a"'],
    ['php', '`a`'],
    ['powershell', '`a`'],
    [JS, ''],
  ])('of %s does not start with %j', (language, source) => {
    expect(textOf(source, language)).toBeNull()
  })

  test('of Python has a prefix only at the start of a name', () => {
    expect(readText('xf"{a}"', 1, 'python')).toBeNull()
    expect(readText('xf"{a}"', 2, 'python')).toBeNull()
    expect(readText(' f"{a}"', 1, 'python')?.holes).toEqual(['a'])
  })
})
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: a program’s own spelling

describe('tokens', () => {
  const tokens = (source: string, language: SourceLanguage) =>
    tokenize(source, language)
      .map((one) => (one.newline ? '\n' : '') + (one.kind === 'text' ? `<${one.parts}>` : one.text))
      .join(' ')
  test.each<[SourceLanguage, string, string]>([
    [JS, 'a // b\n/* c\n */ d', '\na \nd'],
    [JS, 'a\n  b', '\na \nb'],
    [JS, 'a /* b', '\na'],
    [JS, '$a @b é_1 1.5e3', '\n$a @b é_1 1.5e3'],
    [JS, 'a===b!==c??=d?.e=>f', '\na === b !== c ??= d ?. e => f'],
    [JS, '...a**=b||=c&&=d', '\n... a **= b ||= c &&= d'],
    [JS, 'a<=>b:=c->d::e==f!=g<=h>=i', '\na <=> b := c -> d :: e == f != g <= h >= i'],
    [JS, 'a-=b+=c*=d/=e%=f|=g&=h^=i.=j', '\na -= b += c *= d /= e %= f |= g &= h ^= i .= j'],
    [JS, 'a++--b&&c||d??e?:f**g!!h', '\na ++ -- b && c || d ?? e ?: f ** g !! h'],
    [JS, 'a = /["/]/g', '\na = /["/]/g'],
    [JS, raw`(/\/"/)`, raw`${'\n'}( /\/"/ )`],
    [JS, 'a / b / c', '\na / b / c'],
    [JS, ') / b / c', '\n) / b / c'],
    [JS, 'return /"/', '\nreturn /"/'],
    [JS, 'case /"/', '\ncase /"/'],
    [JS, '/"/', '\n/"/'],
    ['python', 'a # b\n  c', '\na \nc'],
    ['python', 'a \\\n b', '\na b'],
    ['python', 'a // b', '\na / / b'],
    ['php', '<?php a # b\n#[c] // d\n/* e */ f ?> <?= g', '\na \n# [ c ] \nf g'],
    ['powershell', '$a:b c-d # e\n<# f\n #> g `\n h', '\n$a:b c-d \ng h'],
    ['java', 'a.b("c")', '\na . b ( <c> )'],
  ])('of %s: %j', (language, source, expected) => {
    expect(tokens(source, language)).toBe(expected)
  })

  test('know where they stand', () => {
    expect(tokenize(' a "b"', JS).map(({ at, end }) => [at, end])).toEqual([
      [1, 2],
      [3, 6],
    ])
  })

  const sign = (text: string): Item => ({ kind: 'sign', text, at: 0, end: 1, newline: false })
  const name = (text: string): Item => ({ kind: 'name', text, at: 0, end: 1, newline: false })

  test('are nested by their brackets; those without a match are dropped', () => {
    const shape = (items: readonly Item[]): string =>
      items
        .map((one) =>
          one.kind === 'group'
            ? `${one.open}${shape(one.items)};`
            : one.kind === 'text'
              ? '"'
              : one.text,
        )
        .join('')
    const nested = (source: string) => group(tokenize(source, JS), source.length)
    expect(shape(nested('a(b[c]{d})e').items)).toBe('a(b[c;{d;;e')
    expect(shape(nested('a)b(c]d)e').items)).toBe('ab(cd;e')
    expect(shape(nested('(a').items)).toBe('(a;')
    const program = nested('a(b)c')
    expect(program).toMatchObject({ open: '', at: 0, end: 5, newline: true })
    expect(program.items[1]).toMatchObject({ at: 1, end: 4, newline: false })
    expect(nested('(a').items[0]).toMatchObject({ at: 0, end: 2, newline: true })
  })

  test('are split at commas or other signs, without empty parts', () => {
    const parts = (items: Item[], ...signs: string[]) =>
      splitAt(items, ...signs).map((part) => part.map(nameOf).join(' '))
    const list = [name('a'), name('b'), sign(','), sign(','), name('c'), sign(','), sign('+')]
    expect(parts(list)).toEqual(['a b', 'c', ''])
    expect(parts(list.slice(0, 6))).toEqual(['a b', 'c'])
    expect(parts([name('a'), sign('+'), name('b'), sign(','), name('c')], '+')).toEqual([
      'a',
      'b  c',
    ])
    expect(parts([name('a'), sign('+'), name('b'), sign(','), name('c')], '+', ',')).toEqual([
      'a',
      'b',
      'c',
    ])
  })

  test('are compared by kind and text', () => {
    expect([isSign(sign('+'), '-', '+'), isSign(sign('+'), '-'), isSign(name('+'), '+')]).toEqual([
      true,
      false,
      false,
    ])
    expect([
      isName(name('a')),
      isName(name('a'), 'b'),
      isName(name('a'), 'b', 'a'),
      isName(sign('a')),
    ]).toEqual([true, false, true, false])
    expect([
      isSign(undefined, 'a'),
      isName(undefined),
      nameOf(undefined),
      nameOf(sign('a')),
    ]).toEqual([false, false, '', ''])
    expect([canonical('i18n_contents'), canonical('I18nContents'), canonical('$Ä-b')]).toEqual([
      'i18ncontents',
      'i18ncontents',
      'äb',
    ])
  })

  test('are the names of members in the platform’s spelling', () => {
    expect(
      [
        'FollowUps',
        'I18nContents',
        'Content',
        'language',
        'messageId',
        'MessageID',
        'other',
        'Other',
      ].map((one) => memberName(name(one))),
    ).toEqual([
      'follow_ups',
      'i18n_contents',
      'content',
      'language',
      'message_id',
      'message_id',
      'other',
      'Other',
    ])
    const text = (source: string) => memberName(tokenize(source, JS)[0])
    const interpolated = `\`$\{a}\``
    expect([
      text('"FollowUps"'),
      text('``'),
      text(interpolated),
      memberName(undefined),
      memberName(sign('+')),
    ]).toEqual(['FollowUps', '', null, null, null])
  })

  test('have the first open part of a value', () => {
    const open = new OpenValue(7)
    expect(findOpen({ a: [1, 'b', { c: open }, new OpenValue(8)] })).toBe(open)
    expect([findOpen('a'), findOpen(null), findOpen([{ a: [] }]), findOpen(undefined)]).toEqual([
      null,
      null,
      null,
      null,
    ])
  })
})

/** The value of the last statement of a program, with `?` for what is not known. */
function valueIn(source: string, language: SourceLanguage): unknown {
  const tree = parseSource(source, language)
  const program = { ...tree, mentions: findMentions(tree), budget: { left: 100_000 } }
  const [root] = tree.blocks.values()
  const closed = (value: Value): unknown => {
    if (value instanceof OpenValue) return '?'
    if (Array.isArray(value)) return value.map(closed)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, closed(one)]))
  }
  const last = root?.statements.at(-1) ?? []
  return root && closed(evaluate(last, root, program))
}

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: a program’s own spelling
describe('the value of an expression', () => {
  test.each<[SourceLanguage, string, unknown]>([
    [JS, '7', 7],
    [JS, '"a"', 'a'],
    [JS, '"a" + "b"', 'ab'],
    [JS, '"a" + `b` + "c"', 'abc'],
    [JS, '"a" + x', '?'],
    [JS, '"a" + 1', '?'],
    [JS, '"a" + + "b"', '?'],
    [JS, '[1] + [2]', '?'],
    [JS, '"a" "b"', '?'],
    [JS, '"a" . "b"', '?'],
    [JS, '(["a", 1, ])', ['a', 1]],
    [JS, '("a")', 'a'],
    [JS, '({ a: 1, "b-c": "d", [e]: 1 })', '?'],
    [JS, '({ a: 1, "b-c": "d", })', { a: 1, 'b-c': 'd' }],
    [JS, '({ follow_ups: [], followUps: [1] })', { follow_ups: [1] }],
    [JS, '({ ...{ a: 1 }, b: 2 })', { a: 1, b: 2 }],
    [JS, '({ ...x })', '?'],
    [JS, '({ ..."a" })', '?'],
    [JS, '({ a() {} })', '?'],
    [JS, '({ a b: 1 })', '?'],
    [JS, '[...["a", "b"], "c"]', ['a', 'b', 'c']],
    [JS, '[...x]', '?'],
    [JS, '[..."a"]', '?'],
    [JS, '[x, "a"]', ['?', 'a']],
    [JS, 'await "a"', 'a'],
    [JS, '"a" as const', 'a'],
    [JS, '["a"] satisfies string[]', ['a']],
    [JS, '"a"!', 'a'],
    [JS, '`a${1}`', '?'],
    [JS, 'const a = "x"\n`${a}-${ a }`', 'x-x'],
    [JS, 'const a = 7\n`${a}`', '7'],
    [JS, 'const a = []\n`${a}`', '?'],
    [JS, 'const a = "x"\n`${a.b}`', '?'],
    [JS, 'const a = "x"\n`${-a}`', '?'],
    [JS, 'JSON.stringify({ a: ["b"] })', '{"a":["b"]}'],
    [JS, 'JSON.stringify({ a: x })', '?'],
    [JS, 'JSON.parse("{\\"a\\":1}")', { a: 1 }],
    [JS, 'JSON.parse("{")', '?'],
    [JS, 'JSON.parse(7)', '?'],
    [JS, 'encodeURIComponent("a-b_1.~")', 'a-b_1.~'],
    [JS, 'encodeURIComponent("a b")', '?'],
    [JS, '"a".trim()', 'a'],
    [JS, '" a".trim()', '?'],
    [JS, '" {}".trim()', ' {}'],
    [JS, '" a [".trim()', '?'],
    [JS, '"a".toUpperCase()', '?'],
    [JS, '"a".trim().toString()', 'a'],
    [JS, 'String("a")', 'a'],
    [JS, 'Buffer.from("a")', 'a'],
    [JS, 'x.from("a")', '?'],
    [JS, 'f("a")', '?'],
    [JS, 'f', '?'],
    [JS, 'new Array("a")', '?'],
    [JS, 'Array.of("a", "b")', ['a', 'b']],
    [JS, '("a").trim()', 'a'],
    [JS, '[1].trim()', '?'],
    [JS, 'a ? "b" : "c"', '?'],
    [JS, '-1', '?'],
    ['python', '"a" "b" f"c"', 'abc'],
    ['python', '"a" + "b"', 'ab'],
    ['python', '["a"] + ["b"]', ['a', 'b']],
    ['python', '["a"] + "b"', '?'],
    ['python', '("a", "b")', ['a', 'b']],
    ['python', '("a",)', ['a']],
    ['python', '("a")', 'a'],
    ['python', '[*["a"], "b"]', ['a', 'b']],
    ['python', '{**{"a": 1}, "b": 2}', { a: 1, b: 2 }],
    ['python', 'dict(a=1, b="c")', { a: 1, b: 'c' }],
    ['python', 'Bubble(content="a")', { content: 'a' }],
    ['python', 'bubble(content="a")', '?'],
    ['python', 'list(["a"])', ['a']],
    ['python', 'list(["a"], 1)', '?'],
    ['python', 'list()', []],
    ['python', '[a for a in b]', '?'],
    ['python', '["a" if b else "c"]', '?'],
    ['python', '"a%s-%s" % ("b", "c")', 'ab-c'],
    ['python', '"a%s" % "b"', 'ab'],
    ['python', '"a%s" % x', '?'],
    ['python', '7 % 2', '?'],
    ['python', '"{}-{}".format("a", "b")', 'a-b'],
    ['python', '"{1}-{0}".format("a", "b")', 'b-a'],
    ['python', '"{a}".format(a="b")', 'b'],
    ['python', '"{a}".format(b="b")', '?'],
    ['python', '"%s {}".format("a")', '%s a'],
    ['python', 'json.dumps({"a": 1}, indent=2)', '{"a":1}'],
    ['python', 'json.loads("[1]")', [1]],
    ['python', '"a".encode("utf-8")', 'a'],
    ['python', '"a".strip()', 'a'],
    ['python', 'quote("a")', 'a'],
    [
      'python',
      'FollowUp.builder().content("a").i18n_contents([]).build()',
      { content: 'a', i18n_contents: [] },
    ],
    ['python', 'str("a")', 'a'],
    ['go', '[]string{"a", "b"}', ['a', 'b']],
    ['go', 'map[string]interface{}{"a": "b"}', { a: 'b' }],
    ['go', '[]map[string]string{{"a": "b"}}', [{ a: 'b' }]],
    ['go', '&T{Content: "a"}', { content: 'a' }],
    ['go', 'pkg.T{}', {}],
    ['go', '[]*T{{Content: "a"}}', [{ content: 'a' }]],
    ['go', '[]byte("a")', 'a'],
    ['go', 'larkcore.StringPtr("a")', 'a'],
    ['go', 'other.StringPtr("a")', '?'],
    ['go', 'fmt.Sprintf("a%s%d%v", "b", 1, "c")', 'ab1c'],
    ['go', 'fmt.Sprintf("%s%%", "a")', 'a%'],
    ['go', 'fmt.Sprintf("%s%q", "a", "b")', '?'],
    ['go', 'fmt.Sprintf("%s")', '?'],
    ['go', 'make([]string, 0)', []],
    ['go', 'make([]string, 1)', '?'],
    ['go', 'larkim.NewFollowUpBuilder().Content("a").Build()', { content: 'a' }],
    ['go', 'url.PathEscape("a")', 'a'],
    ['java', 'List.of("a", "b")', ['a', 'b']],
    ['java', 'Arrays.asList("a")', ['a']],
    ['java', 'new ArrayList<String>()', []],
    ['java', 'Map.of("a", "b", "c", "d")', { a: 'b', c: 'd' }],
    ['java', 'Map.<String, String>of("a", "b")', { a: 'b' }],
    ['java', 'new String[] {"a", "b"}', ['a', 'b']],
    ['java', 'String.format("a%s", "b")', 'ab'],
    ['java', 'String.format("%.2f", 7)', '?'],
    ['csharp', 'string.Format("100% {0}", "b")', '100% b'],
    ['java', 'String.valueOf("a")', 'a'],
    ['java', '"a%s".formatted("b")', 'ab'],
    ['java', '"a".getBytes()', 'a'],
    ['java', 'T.newBuilder().content("a").build()', { content: 'a' }],
    ['java', 'new T("a").b()', '?'],
    ['csharp', 'new { a = "b", c = 1 }', { a: 'b', c: 1 }],
    ['csharp', 'new[] { "a", "b" }', ['a', 'b']],
    ['csharp', 'new List<string> { "a" }', ['a']],
    ['csharp', 'new Dictionary<string, string> { ["a"] = "b" }', { a: 'b' }],
    ['csharp', 'new T { Content = "a" }', { content: 'a' }],
    ['csharp', 'new T(Content: "a")', { content: 'a' }],
    ['csharp', 'string.Format("a{0}", "b")', 'ab'],
    ['csharp', 'JsonSerializer.Serialize(new { a = 1 })', '{"a":1}'],
    ['csharp', 'Encoding.UTF8.GetBytes("a")', 'a'],
    ['php', '"a" . "b"', 'ab'],
    ['php', '"a" + "b"', '?'],
    ['php', '["a", "b"]', ['a', 'b']],
    ['php', '["a" => "b"]', { a: 'b' }],
    ['php', 'array("a" => array("b"))', { a: ['b'] }],
    ['php', '[...["a"]]', ['a']],
    ['php', 'json_encode(["a" => 1])', '{"a":1}'],
    ['php', 'sprintf("a%s", "b")', 'ab'],
    ['php', 'json_decode("[1]")', [1]],
    ['powershell', '@{ a = "b"; c = @("d", "e") }', { a: 'b', c: ['d', 'e'] }],
    ['powershell', '@{\n a = "b"\n c = "d"\n}', { a: 'b', c: 'd' }],
    ['powershell', '@(\n"a"\n"b"\n)', ['a', 'b']],
    ['powershell', '[string] "a"', 'a'],
    ['powershell', '$a = "b"\n"${a}$a"', 'bb'],
    ['powershell', '$A = "b"\n$a', 'b'],
  ])('of %s: %s', (language, source, expected) => {
    expect(valueIn(source, language)).toEqual(expected)
  })

  test('is not known if it is nested too deeply', () => {
    const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`
    expect(JSON.stringify(valueIn(nested(20), JS))).toBe(nested(20))
    expect(JSON.stringify(valueIn(nested(40), JS))).toContain('?')
  })
})

describe('the value of a variable', () => {
  test.each<[string, SourceLanguage, string, unknown]>([
    ['set once', JS, 'const a = "x"\na', 'x'],
    ['set twice', JS, 'let a = "x"\na = "y"\na', '?'],
    ['set after its use', JS, 'a\nconst a = "x"\na', 'x'],
    ['never set', JS, 'let a\na', '?'],
    ['declared first', JS, 'let a\na = "x"\na', '?'],
    ['the second of two', JS, 'const a = "x", b = "y"\nb', 'y'],
    ['with a type', JS, 'const a: string = "x"\na', 'x'],
    ['changed by +=', JS, 'let a = "x"\na += "y"\na', '?'],
    ['increased', JS, 'let a = 1\na++\na', '?'],
    ['increased before', JS, 'let a = 1\n++a\na', '?'],
    ['of a pattern', JS, 'const { a } = b\na', '?'],
    ['of a loop', JS, 'for (const a of ["x"]) {}\na', '?'],
    ['set in a branch', JS, 'let a = "x"\nif (b) { a = "y" }\na', '?'],
    ['a parameter', JS, 'const a = "x"\nfunction f(a) {}\na', '?'],
    ['with the name of a function', JS, 'const a = "x"\nfunction a() {}\na', '?'],
    ['of another function', JS, 'function f() { const a = "x" }\na', '?'],
    ['a list', JS, 'const a = ["x"]\na', ['x']],
    ['a list with more', JS, 'const a = ["x"]\na.push("y", "z")\na', ['x', 'y', 'z']],
    ['a list with more of another', JS, 'const a = ["x"]\na.push(...b)\na', '?'],
    ['a list with more in a branch', JS, 'const a = ["x"]\nif (b) { a.push("y") }\na', '?'],
    ['a text with more', JS, 'const a = "x"\na.push("y")\na', '?'],
    ['a list that is read', JS, 'const a = ["x"]\na.map(f)\na', ['x']],
    ['a list that is changed', JS, 'const a = ["x"]\na.reverse()\na', '?'],
    ['a list with an item that is set', JS, 'const a = ["x"]\na[0] = "y"\na', '?'],
    ['an object with a member that is set', JS, 'const a = { b: 1 }\na.b = 2\na', '?'],
    ['a list given to a function', JS, 'const a = ["x"]\nf(a)\na', '?'],
    ['a list given to a harmless function', JS, 'const a = ["x"]\nconsole.log(a)\na', ['x']],
    ['a list with another name', JS, 'const a = ["x"]\nconst b = a\na', '?'],
    ['a text given to a function', JS, 'const a = "x"\nf(a)\na', 'x'],
    ['by another name', JS, 'const a = "x"\nconst b = a\nb', 'x'],
    ['that refers to its own name', JS, 'const a = a\na', '?'],
    ['of each other', JS, 'const a = b\nconst b = a\nb', '?'],
    ['imported', JS, 'import { a } from "b"\na', '?'],
    ...'xmap mapx xfilter sorted'
      .split(' ')
      .map((name): [string, SourceLanguage, string, unknown] => [
        `with the method ${name}`,
        JS,
        `const a = ["x"]\na.${name}(f)\na`,
        '?',
      ]),
    ...'xpush pushx'
      .split(' ')
      .map((name): [string, SourceLanguage, string, unknown] => [
        `with the method ${name}`,
        JS,
        `const a = ["x"]\na.${name}("y")\na`,
        '?',
      ]),
    ...'xlog logx bodyx xjson'
      .split(' ')
      .map((name): [string, SourceLanguage, string, unknown] => [
        `given to ${name}`,
        JS,
        `const a = ["x"]\n${name}(a)\na`,
        '?',
      ]),
    ...'log print len stringify makeBody myFollowUps json data'
      .split(' ')
      .map((name): [string, SourceLanguage, string, unknown] => [
        `given to ${name}`,
        JS,
        `const a = ["x"]\n${name}(a)\na`,
        ['x'],
      ]),
    ...'map filter slice forEach length join toString size get count includes some find entries values keys'
      .split(' ')
      .map((name): [string, SourceLanguage, string, unknown] => [
        `read by ${name}`,
        JS,
        `const a = ["x"]\na.${name}(f)\na`,
        ['x'],
      ]),
    ...'-= *= /= %= |= &= ^= ||= ??= &&= **='
      .split(' ')
      .map((sign): [string, SourceLanguage, string, unknown] => [
        `changed by ${sign}`,
        JS,
        `let a = "x"\na ${sign} "y"\na`,
        '?',
      ]),
    ['compared', JS, 'const a = "x"\nb == a\na', 'x'],
    ...'class interface enum type'
      .split(' ')
      .map((word): [string, SourceLanguage, string, unknown] => [
        `with the name of ${word}`,
        JS,
        `const a = "x"\n${word} a {}\na`,
        '?',
      ]),
    ...'xclass classes'
      .split(' ')
      .map((word): [string, SourceLanguage, string, unknown] => [
        `behind ${word}`,
        JS,
        `const a = "x"\n${word} a\na`,
        'x',
      ]),
    ...'xconst constx'
      .split(' ')
      .map((word): [string, SourceLanguage, string, unknown] => [
        `declared with ${word}`,
        JS,
        `${word} a = "x"\na`,
        '?',
      ]),
    ['of a loop', 'php', '$a = "x"; foreach ($b as $a) {} $a', '?'],
    ['of a loop', 'powershell', '$a = "x"\nForEach ($a in $b) { c }\n$a', '?'],
    ['set in a branch', 'powershell', 'If ($b) { $a = "x" }\n$a', '?'],
    ['caught', JS, 'const a = "x"\ntry { b } catch (a) { c }\na', '?'],
    ['of an arrow', JS, 'const a = "x"\nf((a) => a)\na', '?'],
    ['set', 'python', 'a = "x"\na', 'x'],
    ['with a type', 'python', 'a: str = "x"\na', 'x'],
    ['two at once', 'python', 'a, b = "x", "y"\na', '?'],
    ['appended', 'python', 'a = ["x"]\na.append("y")\na', ['x', 'y']],
    ['extended', 'python', 'a = ["x"]\na.extend(b)\na', '?'],
    ['of a loop', 'python', 'a = "x"\nfor a in b:\n  c\na', '?'],
    ['set in a branch', 'python', 'a = "x"\nif b:\n  a = "y"\na', '?'],
    ['set in a function', 'python', 'a = "x"\ndef f():\n  a = "y"\na', '?'],
    ['global', 'python', 'a = "x"\nglobal a\na', '?'],
    ['deleted', 'python', 'a = "x"\ndel a\na', '?'],
    ['imported', 'python', 'a = "x"\nimport b as a\na', '?'],
    ['of a lambda', 'python', 'a = "x"\nf(lambda a: a)\na', '?'],
    ['an argument by name', 'python', 'a = "x"\nf(a=1)\na', 'x'],
    ['set', 'go', 'a := "x"\na', 'x'],
    ['declared', 'go', 'var a = "x"\na', 'x'],
    ['declared with a type', 'go', 'var a string = "x"\na', 'x'],
    ['of constants', 'go', 'const (\n a = "x"\n b = "y"\n)\na', 'x'],
    ['an empty slice', 'go', 'var a []string\na = append(a, "x")\na', ['x']],
    ['a slice with more', 'go', 'a := []string{"x"}\na = append(a, "y")\na', ['x', 'y']],
    ['a slice of another', 'go', 'a := []string{"x"}\na = append(b, "y")\na', '?'],
    ['two at once', 'go', 'a, err := f()\na', '?'],
    ['given by address', 'go', 'a := "x"\nf(&a)\na', '?'],
    ['set', 'java', 'String a = "x"; a', 'x'],
    ['final', 'java', 'final String a = "x"; a', 'x'],
    ['of this', 'java', 'String a = "x"; this.a = "y"; a', '?'],
    ['a list with more', 'java', 'List<String> a = new ArrayList<>(); a.add("x"); a', ['x']],
    ['of a lambda', 'java', 'String a = "x"; f(a -> a); a', '?'],
    ['set', 'csharp', 'var a = "x"; a', 'x'],
    ['given by reference', 'csharp', 'var a = "x"; f(ref a); a', '?'],
    ['given out', 'csharp', 'var a = "x"; f(out a); a', '?'],
    ['set', 'php', '$a = "x"; $a', 'x'],
    ['with more', 'php', '$a = ["x"]; $a[] = "y"; $a', ['x', 'y']],
    ['with a key', 'php', '$a = ["x"]; $a["b"] = "y"; $a', '?'],
    ['given by reference', 'php', '$a = "x"; f(&$a); $a', '?'],
    ['changed by .=', 'php', '$a = "x"; $a .= "y"; $a', '?'],
    ['with a type', 'powershell', '[string]$a = "x"\n$a', 'x'],
  ])('%s in %s: %s', (_, language, source, expected) => {
    expect(valueIn(source, language)).toEqual(expected)
  })
})
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: a program’s own spelling

test.each<[string, Value[], [string, Value][], boolean, string | null]>([
  ['{}{}', ['a', 'b'], [], false, 'ab'],
  ['{0}{1}{0}', ['a', 'b'], [], false, 'aba'],
  ['{a}', [], [['a', 'b']], false, 'b'],
  ['{{}}{}', ['a'], [], false, '{}a'],
  ['{}', [], [], false, null],
  ['{}', [['a']], [], false, null],
  ['{}', [7], [], false, '7'],
  ['{a:>5}', ['a'], [], false, null],
  ['%s', ['a'], [], false, '%s'],
  ['%s', ['a'], [], true, 'a'],
  ['%s%d%v%%', ['a', 1, 'b'], [], true, 'a1b%'],
  ['%s %x', ['a', 'b'], [], true, null],
  ['%s{}', ['a'], [], true, 'a{}'],
  ['%.2f yuan', [7], [], true, null],
  ['%q!', ['a'], [], true, null],
  ['100%', [], [], true, null],
  ['100% {}', ['a'], [], false, '100% a'],
  ['a', [], [], true, 'a'],
])('fills the format %s', (format, given, named, hasPercent, expected) => {
  expect(formatText(format, given, new Map(named), hasPercent)).toBe(expected)
})
