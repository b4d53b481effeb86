import { expect, test } from 'vitest'
import { PASTE_MAX, readAnything } from './read-anything.ts'

const URL_ = 'https://open.feishu.cn/open-apis/im/v1/messages/om_1/push_follow_up'

/** What a text is repeated of: at least one for each loop over a text. */
const UNITS = [
  ...['\n', ' ', 'a ', '{', '(', '"', "'", '`', '\\', '$(', '^', '%20', '=', '//', '/*', '# x\n'],
  ...['{"a":', '[{"a":1},', '{}', 'om_a ', 't-a', 'Bearer ', 'secret:', 'cookie: ', 'a=b; '],
  ...['follow_ups=[', `${URL_} `, '<<A\n', '> {%\n', '| a ', 'en_us\t', 'code: ', '[123456] '],
  ...['a = 1\n', 'f(x)\n', 'if x:\n ', '=> ', '{{a}}', '\uD800', 'curl x\n-H y\n', 'POST x\n'],
  ...['###\n', 'post {\n', "'a'+", '"/im/v1/messages/"+', 'lambda ', 'x.push(1)\n', 'a<b>', '"""'],
  ...['\\ \n', '^\n', '${a:-', "\\'", 'curl -d '],
]
/** What decides how a text is read. */
const HEADS = [
  ...['', 'import os\n', "import x from 'y'\n", 'package main\n', 'import java.util.List;\n'],
  ...['$follow_ups = @{ Invoke-RestMethod ', `curl ${URL_} -d `, `POST ${URL_}\n\n`, 'curl ^"'],
]

/** The processor's time, which other programs on the machine do not change much. */
function timeOf(head: string, unit: string, size: number): number {
  const text = head + unit.repeat(Math.ceil(size / unit.length))
  const { user, system } = process.cpuUsage()
  readAnything(text)
  const after = process.cpuUsage()
  return (after.user - user + after.system - system) / 1000
}

test.each(HEADS)(
  'the time grows with the size, not with its square, after %j',
  { timeout: 60_000 },
  (head) => {
    const turn = HEADS.indexOf(head)
    const units = head === '' ? UNITS : UNITS.filter((_, at) => at % 8 === turn - 1)
    for (const unit of units) {
      const isLinear = () => {
        const small = timeOf(head, unit, 2_000)
        // Four times the size would take sixteen times as long if the time were its square.
        return timeOf(head, unit, 8_000) < 9 * small + 12
      }
      const tries = [1, 2, 3, 4, 5].some(isLinear)
      expect(tries, JSON.stringify(unit)).toBe(true)
    }
  },
)

test('a paste of the largest size is read within seconds', { timeout: 60_000 }, () => {
  const line = `2026-01-01 00:00:00 [INFO] om_1 ${URL_}\n`
  for (const unit of ['\n', '{"a":1},\n', line, 'curl -d ']) {
    const size = PASTE_MAX - unit.length
    expect(timeOf('', unit, size), JSON.stringify(unit)).toBeLessThan(3_000)
  }
})
