import { describe, expect, test } from 'vitest'
import { ImportFindings } from '../findings.ts'
import { REASONS } from '../reasons.ts'
import { readBash } from './bash.ts'
import { decodeAnsiC, printed, Variables } from './bash-values.ts'
import { readCmd } from './cmd.ts'
import { parseArguments, type Tool } from './command-options.ts'
import { looksLikeCommand, readCommand } from './read-command.ts'

const URL_ = 'https://open.feishu.cn/open-apis/im/v1/messages/om_1/push_follow_up'
const BODY = '{"follow_ups":[{"content":"a"}]}'
const word = (text: string) => ({ text, open: false, at: 0 })

function reasonsOf({ not_understood }: ImportFindings): string[] {
  return not_understood.map(({ place, reason }) => {
    const [name] = Object.entries(REASONS).find(([, one]) => one === reason) ?? []
    return `${place} ${name}`
  })
}

/** The findings of a command. */
function read(text: string) {
  const findings = new ImportFindings(text, (given) => given)
  const kind = readCommand(text, findings)
  const { target, isOpen, follow_ups } = findings
  const content = follow_ups === null ? null : (follow_ups[0]?.content ?? null)
  return { kind, target, isOpen, content, remarks: reasonsOf(findings) }
}

describe('an option', () => {
  const effectOf = (tool: Tool, option: string) => {
    const findings = new ImportFindings('', (text) => text)
    const { given, rest } = parseArguments([word(option), word('v')], tool, findings)
    const [one] = given
    return `${one?.effect ?? 'unknown'}${rest.length === 0 ? '=' : ''}`
  }
  test.each<[Tool, string, string]>([
    ['curl', 'data=', '-d --data --data-raw --data-binary --data-ascii'],
    ['curl', 'json=', '--json'],
    ['curl', 'header=', '-H --header'],
    ['curl', 'method=', '-X --request'],
    ['curl', 'url=', '--url'],
    ['curl', 'cookie=', '-b --cookie'],
    [
      'curl',
      'secret_header=',
      '-u --user --oauth2-bearer -U --proxy-user -E --cert --key --pass --netrc-file --aws-sigv4',
    ],
    ['curl', 'encoded', '-G --get'],
    ['curl', 'encoded=', '--data-urlencode --url-query -F --form --form-string'],
    ['curl', 'file=', '-T --upload-file -K --config --variable'],
    [
      'curl',
      'transport=',
      '-x --proxy --preproxy --socks5 --resolve --connect-to --unix-socket --interface --retry --request-target',
    ],
    [
      'curl',
      'transport',
      '-k --insecure -L --location --retry-all-errors --path-as-is --no-location',
    ],
    [
      'curl',
      'harmless=',
      '-o --output -m --max-time --connect-timeout -w --write-out -A --user-agent -e --referer --trace -D --dump-header --cacert --proto',
    ],
    [
      'curl',
      'harmless',
      '-I --head -s --silent -S -i -v -f --fail-with-body --compressed -O -0 --http2 -g -# -N -1 -4 -6 --raw -q --no-silent',
    ],
    ['curl', 'unknown', '--nothing --dat -z --no'],
    ['wget', 'data=', '--body-data --post-data'],
    ['wget', 'body_file=', '--body-file --post-file'],
    ['wget', 'header=', '--header'],
    ['wget', 'method=', '--method'],
    [
      'wget',
      'secret_header=',
      '--user --password --http-user --http-password --certificate --private-key',
    ],
    ['wget', 'transport', '--no-check-certificate'],
    [
      'wget',
      'harmless=',
      '-O --output-document -T --timeout -t --tries -U --user-agent --referer -o --output-file',
    ],
    [
      'wget',
      'harmless',
      '-q --quiet -S -v --no-verbose --content-on-error -d --debug --save-headers',
    ],
    ['wget', 'unknown', '--data -X'],
    ['lark-cli', 'data=', '-d --data'],
    ['lark-cli', 'params=', '--params'],
    ['lark-cli', 'harmless=', '--as --format -o --output'],
    ['lark-cli', 'harmless', '--dry-run'],
    ['lark-cli', 'unknown', '-X --json'],
  ])('of %s is %s: %s', (tool, effect, options) => {
    for (const option of options.split(' ')) expect(effectOf(tool, option), option).toBe(effect)
  })

  const parsed = (...words: string[]) => {
    const findings = new ImportFindings('', (text) => text)
    const { given, rest } = parseArguments(words.map(word), 'curl', findings)
    return [
      given.map(({ option, value }) => `${option}:${value?.text ?? ''}`).join(' '),
      rest.map(({ text }) => text).join(' '),
      reasonsOf(findings).join(),
    ]
  }
  test.each<[string[], string[]]>([
    [
      ['-d', 'a', 'b'],
      ['-d:a', 'b', ''],
    ],
    [
      ['-da', 'b'],
      ['-d:a', 'b', ''],
    ],
    [
      ['--data=a=b', 'c'],
      ['--data:a=b', 'c', ''],
    ],
    [
      ['--data=', 'c'],
      ['--data:', 'c', ''],
    ],
    [
      ['-sSd', 'a'],
      ['-s: -S: -d:a', '', ''],
    ],
    [['-sda'], ['-s: -d:a', '', '']],
    [
      ['-s', '-'],
      ['-s:', '-', ''],
    ],
    [
      ['', ' ', 'a'],
      ['', 'a', ''],
    ],
    [['-d'], ['-d:', '', '-d unknown_option']],
    [
      ['-z!', 'a'],
      ['', 'a', '-z unknown_option'],
    ],
    [
      ['--a b', 'c'],
      ['', 'c', '--a?b unknown_option'],
    ],
    [[`--${'a'.repeat(50)}`], ['', '', `--${'a'.repeat(38)} unknown_option`]],
    [['-d\n'], ['-d:\n', '', '']],
  ])('in %j is parsed', (words, expected) => {
    expect(parsed(...words)).toEqual(expected)
  })
})

describe('a command', () => {
  test.each<[string, boolean]>([
    ['curl x', true],
    ['curl.exe x', true],
    ['curl\\\n x', true],
    ['curl^\n x', true],
    ['curl`\n x', true],
    ['curl\tx', true],
    ['wget x', true],
    ['lark-cli\tx', true],
    ['a\n  curl x', true],
    ['$ curl x', true],
    ['a;curl x', true],
    ['(curl x', true],
    ['a | curl x', true],
    ['a &curl x', true],
    ['/usr/bin/curl x', true],
    ['x=$(curl x', true],
    ['x=`curl x', true],
    ['a \'b\' "c" curl x', true],
    ["echo 'a | curl x", true],
    ['curl', false],
    ['curlx y', false],
    ['xcurl y', false],
    ['wget', false],
    ['# curl x', false],
    ["echo 'curl x'", false],
    [`${'a'.repeat(199)} curl x`, true],
    [`${'a'.repeat(201)} curl x`, false],
  ])('is recognized: %j', (text, expected) => {
    expect(looksLikeCommand(text)).toBe(expected)
  })

  const TYPE = "-H 'Content-Type: application/json'"
  test.each<[string, string, object]>([
    ...'sudo time command exec env if then do else ! $ % PS { A=1 A=b=c'
      .split(' ')
      .map((before): [string, string, object] => [
        before,
        `${before} curl ${URL_} --json '${BODY}'`,
        { kind: 'curl', target: 'om_1', content: 'a', remarks: [] },
      ]),
    [
      'another word before it',
      `x curl ${URL_} --json '${BODY}'`,
      { kind: 'curl', target: null, remarks: ['curl no_push'] },
    ],
    ['curlie', `curlie ${URL_} --json '${BODY}'`, { kind: 'curl', content: 'a' }],
    [
      'a path of Windows',
      `'C:\\x\\CURL.EXE' ${URL_} --json '${BODY}'`,
      { kind: 'curl', content: 'a' },
    ],
    [
      'wget',
      `wget --method=POST --header='Content-Type: application/json' --body-data='${BODY}' ${URL_}`,
      { kind: 'wget', content: 'a', remarks: [] },
    ],
    [
      'wget and --post-data',
      `/bin/wget --post-data '${BODY}' ${URL_}`,
      { kind: 'wget', content: 'a', remarks: ['Content-Type: content_type'] },
    ],
    [
      'wget and a file',
      `wget --post-file b.json --header='Content-Type: application/json' ${URL_}`,
      { isOpen: true, remarks: ['--post-file file'] },
    ],
    [
      'a written file of wget',
      `echo '${BODY}' > b.json\nwget --post-file ./b.json --header='Content-Type: application/json' ${URL_}`,
      { content: 'a', remarks: [] },
    ],
    ['--url', `curl --url ${URL_} --json '${BODY}'`, { target: 'om_1' }],
    ['--url=', `curl --url=${URL_} --json '${BODY}'`, { target: 'om_1' }],
    [
      'two URLs',
      `curl ${URL_} https://b.test --json '${BODY}'`,
      { target: 'om_1', remarks: ['curl unknown_option'] },
    ],
    [
      'two --url',
      `curl --url ${URL_} --url https://b.test --json '${BODY}'`,
      { target: 'om_1', remarks: [] },
    ],
    [
      'no body',
      `curl ${URL_}`,
      { target: 'om_1', remarks: ['body body_missing', 'GET other_method'] },
    ],
    ['POST without a body', `curl -X POST ${URL_}`, { remarks: ['body body_missing'] }],
    [
      'two bodies',
      `curl ${URL_} ${TYPE} -d a -d b`,
      { isOpen: false, remarks: ['body 1:1 body_not_json'] },
    ],
    [
      'two parts with &',
      `curl ${URL_} ${TYPE} -d '{"follow_ups":[{"content":"a' -d 'b"}]}'`,
      { content: 'a&b', remarks: [] },
    ],
    [
      'two parts of --json',
      `curl ${URL_} --json '{"follow_ups":' --json '[{"content":"a"}]}'`,
      { content: 'a', remarks: [] },
    ],
    ['a cookie', `curl ${URL_} -b a=b --json '${BODY}'`, { remarks: ['Cookie: header'] }],
    [
      'an own content type',
      `curl ${URL_} -H 'content-TYPE: application/json' -d '${BODY}'`,
      { remarks: [] },
    ],
    [
      'no content type',
      `curl ${URL_} -d '${BODY}'`,
      { content: 'a', remarks: ['Content-Type: content_type'] },
    ],
    [
      'another content type',
      `curl ${URL_} -H 'Content-Type: a/b' -d '${BODY}'`,
      { remarks: ['Content-Type: content_type'] },
    ],
    ['a removed header', `curl ${URL_} -H 'Accept:' -H 'X-A;' --json '${BODY}'`, { remarks: [] }],
    [
      'no header',
      `curl ${URL_} -H 'a b' -H 'b c;' -H ':c' --json '${BODY}'`,
      { remarks: ['-H header'] },
    ],
    [
      'a value with a colon',
      `curl ${URL_} -H 'X-A: b: c' --json '${BODY}'`,
      { remarks: ['X-A: header'] },
    ],
    ['a header file', `curl ${URL_} -H '@a:b' --json '${BODY}'`, { remarks: ['-H file'] }],
    [
      'a secret option',
      `curl -u a:b ${URL_} --json '${BODY}'`,
      { content: 'a', remarks: ['-u secret_header'] },
    ],
    [
      'a file of curl',
      `curl -K a ${URL_} --json '${BODY}'`,
      { isOpen: true, remarks: ['-K file'] },
    ],
    ['a variable', `curl ${URL_} --json "$A"`, { isOpen: true, remarks: ['--json expression'] }],
    ['a here-document', `curl ${URL_} ${TYPE} -d @- <<'A'\n${BODY}\nA`, { content: 'a' }],
    [
      'standard input by name',
      `curl ${URL_} ${TYPE} -d @/dev/stdin <<'A'\n${BODY}\nA`,
      { content: 'a' },
    ],
    ['no standard input', `curl ${URL_} ${TYPE} -d @-`, { isOpen: true, remarks: ['-d file'] }],
    [
      'an input file',
      `cat > b.json <<'A'\n${BODY}\nA\ncurl ${URL_} ${TYPE} -d @- < b.json`,
      { content: 'a', remarks: [] },
    ],
    [
      'a written file',
      `cat > b.json <<'A'\n${BODY}\nA\ncurl ${URL_} ${TYPE} -d @b.json`,
      { content: 'a', remarks: [] },
    ],
    [
      'the raw text @',
      `curl ${URL_} ${TYPE} --data-raw '@-'`,
      { isOpen: false, remarks: ['body 1:1 body_not_json'] },
    ],
    [
      'the file of --json',
      `curl ${URL_} --json @b.json`,
      { isOpen: true, remarks: ['--json file'] },
    ],
    [
      'lark-cli',
      `lark-cli api POST im/v1/messages/om_1/push_follow_up -d '${BODY}'`,
      { kind: 'lark-cli', target: 'om_1', content: 'a', remarks: [] },
    ],
    [
      'lark-cli and another method',
      `lark-cli API PUT /im/v1/messages/om_1/push_follow_up -d '${BODY}'`,
      { remarks: ['PUT other_method'] },
    ],
    [
      'lark-cli and a word behind the path',
      `lark-cli api POST ${URL_} PUT -d '${BODY}'`,
      { target: 'om_1', remarks: ['lark-cli unknown_option'] },
    ],
    [
      'lark-cli with standard input',
      `echo '${BODY}' | lark-cli api POST ${URL_} --data -`,
      { content: 'a', remarks: [] },
    ],
    [
      'curl with a lone dash',
      `curl ${URL_} ${TYPE} -d -`,
      { isOpen: false, remarks: ['body 1:1 body_not_json'] },
    ],
    [
      'lark-cli and parameters',
      `lark-cli api POST im/v1/messages/:message_id/push_follow_up --params '{"message_id":"om_2","a":1}' -d '${BODY}'`,
      { target: 'om_2', remarks: ['?a query_parameter'] },
    ],
    [
      'parameters that are none',
      `lark-cli api POST ${URL_} --params x -d '${BODY}'`,
      { target: 'om_1', remarks: [] },
    ],
    [
      'a call before another one',
      `curl ${URL_} --json '${BODY}'\ncurl https://b.test`,
      { target: 'om_1', remarks: [] },
    ],
    [
      'two pushes',
      `curl ${URL_} --json '${BODY}'; curl ${URL_.replace('om_1', 'om_2')} --json '${BODY}'`,
      { target: 'om_2', remarks: ['curl several_calls'] },
    ],
    [
      'an unclosed quote',
      `curl ${URL_} --json '${BODY}`,
      { content: 'a', remarks: [`1:${`curl ${URL_} --json '`.length} unclosed`] },
    ],
    [
      'a prompt on each line',
      `$ curl https://b.test\n> curl ${URL_} --json '${BODY}'`,
      { target: 'om_1', content: 'a' },
    ],
    [
      'PowerShell',
      `curl.exe ${URL_} -X POST -H 'Content-Type: application/json' -d '${BODY}'`,
      { kind: 'powershell', content: 'a' },
    ],
    ['PowerShell with &', `& curl.exe ${URL_} -d '${BODY}'`, { kind: 'powershell' }],
    [
      'curl.exe with escaped quotes',
      `curl.exe ${URL_} --json "${BODY.replaceAll('"', '\\"')}"`,
      { kind: 'curl', content: 'a' },
    ],
    ['a backtick at the end of a line', `curl ${URL_} \`\n -d '${BODY}'`, { kind: 'powershell' }],
    [
      'cmd',
      `curl ^"${URL_}^" --json "${BODY.replaceAll('"', '\\"')}"`,
      { kind: 'curl', target: 'om_1', content: 'a' },
    ],
    [
      'cmd on two lines',
      `curl ${URL_} ^ \r\n --json "${BODY.replaceAll('"', '\\"')}"`,
      { target: 'om_1', content: 'a', remarks: [] },
    ],
    ['a long script', `curl ${URL_} --json '${BODY}' #`.padEnd(200_000, 'x'), { content: 'a' }],
    [
      'a longer script',
      `curl ${URL_} --json '${BODY}' #`.padEnd(200_001, 'x'),
      { kind: 'curl', isOpen: true, remarks: ['1:1 too_long'] },
    ],
    [
      'a longer script without bubbles',
      `curl ${URL_} #`.padEnd(200_001, 'x'),
      { isOpen: false, remarks: ['1:1 too_long'] },
    ],
  ])('is read with %s', (_, text, expected) => {
    expect(read(text)).toMatchObject(expected)
  })
})

describe('bash', () => {
  const words = (source: string) =>
    readBash(source).commands.map((command) => command.words.map(({ text }) => text).join('|'))
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: a shell’s own spelling
  test.each<[string, string[]]>([
    ['a "b c"d \'e f\'', ['a|b cd|e f']],
    ['a\\ b c', ['a b|c']],
    ['a \\\nb', ['a|b']],
    ['a \\\r\nb', ['a|b']],
    ['a\\\nb', ['ab']],
    ['a \\  \n b', ['a|b']],
    ['a \\ -b', ['a|-b']],
    ["a \\ 'https://x'", ['a|https://x']],
    ['a\nb', ['a', 'b']],
    ['curl x\n-H y', ['curl|x|-H|y']],
    ['curl x\n\n  # c\n  -H y', ['curl|x|-H|y']],
    ['curl x\nhttps://y', ['curl|x|https://y']],
    ['-H y', ['-H|y']],
    ['a # b\nc', ['a', 'c']],
    ['a#b c #d', ['a#b|c']],
    ['a;b&c|d&&e||f', ['a', 'b', 'c', 'd', 'e', 'f']],
    ['"a\\$b\\`c\\"d\\\\e\\f"', ['a$b`c"d\\e\\f']],
    ['"a\\\nb"', ['ab']],
    ['"a\nb"', ['a\nb']],
    ["$'a\\tb'", ['a\tb']],
    ['$"a b"', ['a b']],
    ['a$', ['a$']],
    ['"$"', ['$']],
    ['A=1\necho $A ${A} "$A"', ['A=1', 'echo|1|1|1']],
    ['A=1\necho ${A:-2} ${A', ['A=1', 'echo|${A}|${A}']],
    ['echo $1 $? $$ $@', ['echo|${1}|${_}|${_}|${_}']],
    ['A=1\nA=2\necho $A', ['A=1', 'A=2', 'echo|${A}']],
    ['A+=1\necho $A', ['A+=1', 'echo|${A}']],
    ['export A=1 B=2\necho $A$B', ['export|A=1|B=2', 'echo|12']],
    ['declare -r A=1\necho $A', ['declare|-r|A=1', 'echo|1']],
    ['x A=1\necho $A', ['x|A=1', 'echo|${A}']],
    ['if x; then A=1; fi\necho $A', ['if|x', 'then|A=1', 'fi', 'echo|${A}']],
    [
      'if x\nthen\nif y\nthen z\nfi\nA=1\nfi\necho $A',
      ['if|x', 'then', 'if|y', 'then|z', 'fi', 'A=1', 'fi', 'echo|${A}'],
    ],
    [
      'for x in y\ndo\nwhile z\ndo v\ndone\nA=1\ndone\necho $A',
      ['for|x|in|y', 'do', 'while|z', 'do|v', 'done', 'A=1', 'done', 'echo|${A}'],
    ],
    ['if x; then y; fi\nA=1\necho $A', ['if|x', 'then|y', 'fi', 'A=1', 'echo|1']],
    [
      'if x; then if y; then z; fi; A=1; fi\necho $A',
      ['if|x', 'then|if|y', 'then|z', 'fi', 'A=1', 'fi', 'echo|${A}'],
    ],
    ['f() { { x; }; A=1; }\necho $A', ['f', '{|{|x', '}', 'A=1', '}', 'echo|${A}']],
    ['f() { x; }\nA=1\necho $A', ['f', '{|x', '}', 'A=1', 'echo|1']],
    ['x && A=1\necho $A', ['x', 'A=1', 'echo|${A}']],
    ['x || A=1\necho $A', ['x', 'A=1', 'echo|${A}']],
    ['x; A=1\necho $A', ['x', 'A=1', 'echo|1']],
    ['f() { A=1; }\necho $A', ['f', '{|A=1', '}', 'echo|${A}']],
    ['A=$(x)\necho $A', ['x', 'A=$()', 'echo|${A}']],
    ['echo $(echo a) `echo b`', ['echo|a', 'echo|b', 'echo|a|b']],
    ["echo $(printf '%s\\n' a) $(printf b)", ['printf|%s\\n|a', 'printf|b', 'echo|a|b']],
    ['echo "$(echo a; echo b)"', ['echo|a', 'echo|b', 'echo|$()']],
    ['a > b c', ['a|c']],
    ['a 2>&1 c', ['a|c']],
    ['a 2> b c', ['a|c']],
    ['a12> b c', ['a12|c']],
    ['a >> b < c >| d', ['a']],
  ])('splits %j', (source, expected) => {
    expect(words(source)).toEqual(expected)
  })

  const lastOf = (source: string) => readBash(source).commands.at(-1)
  test.each<[string, object]>([
    ["a <<< 'b c'", { stdin: { text: 'b c', open: false } }],
    ['a < b > c', { input: 'b', output: 'c', stdin: null }],
    ['a >> c', { output: 'c' }],
    ["a <<'E'\nb\nE", { stdin: { text: 'b\n', open: false } }],
    ['a <<"E"\n$b\nE\n', { stdin: { text: '$b\n', open: false } }],
    ['a <<\\E\n$b\nE', { stdin: { text: '$b\n', open: false } }],
    ['a <<E\nb\nE', { stdin: { text: 'b\n', open: false } }],
    ['a <<E\n$b\nE', { stdin: { text: '$b\n', open: true } }],
    ['a <<E\n`b`\nE', { stdin: { open: true } }],
    ['a <<E\n\\b\nE', { stdin: { open: true } }],
    ['a <<-E\n\t\tb\n\tE', { stdin: { text: 'b\n' } }],
    ['a <<E\n\tb\nE', { stdin: { text: '\tb\n' } }],
    ['a << E.x-1\nb\r\nE.x-1\r\n', { stdin: { text: 'b\r\n' } }],
    ['a <<E\nb', { stdin: { text: 'b\n' } }],
    ['echo b | a', { stdin: { text: 'b' } }],
    ['echo b c | a', { stdin: null }],
    ['echo b && a', { stdin: null }],
  ])('knows the input and the output of %j', (source, expected) => {
    expect(lastOf(source)).toMatchObject(expected)
  })

  test('reads two here-documents of one line in their order', () => {
    const [first, second] = readBash("a <<'A' && b <<'B'\n1\nA\n2\nB\nc").commands
    expect([first?.stdin?.text, second?.stdin?.text]).toEqual(['1\n', '2\n'])
    expect(lastOf("a <<'A' && b <<'B'\n1\nA\n2\nB\nc")?.words[0]?.text).toBe('c')
  })

  test.each<[string, string | null]>([
    ["cat > b <<'E'\n1\nE", '1\n'],
    ["cat > ./b <<'E'\n1\nE", '1\n'],
    ["tee b <<'E'\n1\nE", '1\n'],
    ['echo 1 > b', '1'],
    ['printf 1 > b', '1'],
    ["printf '%s' 1 > b", '1'],
    ["printf '%s\\n' 1 > b", '1'],
    ["printf '%d' 1 > b", null],
    ["printf '1%' > b", null],
    ['echo -n 1 > b', null],
    ['x 1 > b', null],
    ['cat a > b', null],
    ['echo 1 > b; echo 2 >> b', null],
    ['x && echo 1 > b', null],
    ['if x; then echo 1 > b; fi', null],
    ['echo 1', null],
  ])('knows what %j writes', (source, expected) => {
    expect(readBash(source).files?.get('b')?.text ?? null).toBe(expected)
  })

  test.each<[string, number | null, number[]]>([
    ["a 'b", 2, []],
    ['a "b', 2, []],
    ["a $'b", 2, []],
    ['a "$(b "c', 7, []],
    ['a \'b\' "c"', null, []],
    ['a \\ \n b', null, [2]],
    ['a\n-b', null, [1]],
    ['a \\\n-b', null, []],
  ])('marks what is broken in %j', (source, unclosed, joined) => {
    expect(readBash(source)).toMatchObject({ unclosed, joined })
  })

  test('marks words with what is known only at run time', () => {
    const open = (source: string) => lastOf(source)?.words.map((one) => one.open)
    expect(open('a $b "c$d" \'$e\' $(f g h) \\$i')).toEqual([false, true, true, false, true, false])
    expect(open("A=1\na $A $'\\cA' $'b'")).toEqual([false, false, true, false])
    expect(lastOf('a  "b"')?.words.map(({ at }) => at)).toEqual([0, 3])
  })
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: a shell’s own spelling

  test.each([
    ['\\a\\b\\e\\E\\f\\n\\r\\t\\v', '\x07\b\x1b\x1b\f\n\r\t\v'],
    ['\\\\\\\'\\"\\?', '\\\'"?'],
    ['\\101\\0', 'A\0'],
    ['\\x41\\x4', 'A\x04'],
    ['\\xe4\\xbd\\xa0', '你'],
    ['\\344\\275\\240', '你'],
    ['\\u4f60\\u41', '你A'],
    ['\\U1F600\\U00000041', '😀A'],
    ['\\U00110000', '\u{10ffff}'],
    ['\\z', '\\z'],
  ])('decodes $-quotes: %s', (source, text) => {
    expect(decodeAnsiC(source)).toBe(text)
  })

  test('knows what a command prints', () => {
    const print = (...texts: string[]) =>
      printed({ words: texts.map(word), stdin: word('in') })?.text ?? null
    expect(print('cat')).toBe('in')
    expect(print('cat', 'x')).toBeNull()
    expect(print('tee', 'x')).toBe('in')
    expect(print('echo')).toBeNull()
    expect(print('echo', 'a')).toBe('a')
    expect(print('echo', 'a', 'b')).toBeNull()
    expect(print('echo', '%s', 'b')).toBeNull()
    expect(print('echo', 'a%')).toBe('a%')
    expect(print('printf', 'a\\n')).toBeNull()
    expect(print('printf', 'x%s', 'b')).toBeNull()
    expect(print('printf', '%s\\nx', 'b')).toBeNull()
    expect(print('printf', '%s', 'b', 'c')).toBeNull()
    expect(print('x', 'a')).toBeNull()
    expect(print()).toBeNull()
  })

  test('counts only assignments', () => {
    const values = (source: string) => {
      const variables = new Variables(source)
      variables.follow({ words: [word('A=1')], stdin: null }, ';')
      return variables.values.get('A')
    }
    expect(values('A=1')).toBe('1')
    expect(values('A=1 xA=2')).toBe('1')
    expect(values('A=1;A=2')).toBeUndefined()
    expect(values('A=1 (A+=2')).toBeUndefined()
    expect(values('x')).toBeUndefined()
  })
})

describe('cmd', () => {
  const parsed = (source: string) => {
    const { commands, unclosed } = readCmd(source)
    return [commands[0]?.words.map(({ text, open }) => (open ? `?${text}` : text)), unclosed]
  }
  test.each<[string, string[], number | null]>([
    ['a b\tc\r\nd', ['a', 'b', 'c', 'd'], null],
    ['a "b c"d', ['a', 'b cd'], null],
    ['a "b\\"c"', ['a', 'b"c'], null],
    ['a "b\\\\" c', ['a', 'b\\', 'c'], null],
    ['a b\\\\c', ['a', 'b\\\\c'], null],
    ['a "b""c"', ['a', 'b"c'], null],
    ['a "" b', ['a', '', 'b'], null],
    ['a ^&^^b', ['a', '&^b'], null],
    ['a "^b"', ['a', '^b'], null],
    ['a ^\r\n b', ['a', 'b'], null],
    ['a ^ \n b', ['a', 'b'], null],
    ['a^\r\n\r\nb', ['a', 'b'], null],
    ['a b^', ['a', 'b'], null],
    ['a "b', ['a', 'b'], 0],
    ['a %NAME%', ['a', '?%NAME%'], null],
    ['a ^%NAME^%', ['a', '%NAME%'], null],
    ['%NAME% a', ['?%NAME%', 'a'], null],
    ['a %AB%', ['a', '%AB%'], null],
    [`a %${'A'.repeat(101)}%`, ['a', `?%${'A'.repeat(101)}%`], null],
    [`a %${'A'.repeat(102)}%`, ['a', `%${'A'.repeat(102)}%`], null],
  ])('splits %j', (source, words, unclosed) => {
    expect(parsed(source)).toEqual([words, unclosed])
  })
})
