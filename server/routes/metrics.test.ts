import { describe, expect, test } from 'vitest'
import { echoesOf, leaksIn, SECRET, TOKEN } from '../testing/canaries.ts'
import { afterToken, json } from '../testing/faults.ts'
import { BODY, PUSH, SUCCESS, startOn, startWith } from '../testing/send.ts'
import { createTestConsole } from '../testing/test-console.ts'

const LINE =
  /^(?:# (?:HELP|TYPE) [a-z_0-9]+ .+|[a-z_0-9]+(?:\{[a-z_]+="[^"\\\n]*"(?:,[a-z_]+="[^"\\\n]*")*\})? (?:[\d.]+(?:e[+-]\d+)?|\+Inf))$/

async function metricsOf(console: Awaited<ReturnType<typeof startWith>>) {
  const response = await console.request('/metrics')
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  return response.text()
}

describe('the metrics', () => {
  test('count sends by outcome and code, in valid lines', async () => {
    const console = await startWith(SUCCESS)
    await console.post(PUSH, BODY)
    await console.post(PUSH, BODY)
    const text = await metricsOf(console)
    expect(text).toContain(
      'follow_up_sends_total{endpoint="push_follow_up",outcome="answered",code="0"} 2\n',
    )
    expect(text).toContain(
      'follow_up_send_duration_seconds_count{endpoint="push_follow_up",outcome="answered"} 2\n',
    )
    expect(text).toContain('follow_up_ledger_up 1\n')
    expect(text.endsWith('\n')).toBe(true)
    for (const line of text.trimEnd().split('\n')) expect(line).toMatch(LINE)
  })

  test('do not grow with undocumented codes of a platform', async () => {
    let code = 700_000
    const console = await startOn(
      afterToken(TOKEN, () => {
        code += 1
        return json('400 Bad Request', { code })
      }),
    )
    for (let i = 0; i < 20; i += 1) await console.post(PUSH, BODY)
    const text = await metricsOf(console)
    expect(text).toContain('code="other"} 20\n')
    // Only in labels: memory and start time are numbers that may contain these digits.
    expect(text).not.toMatch(/\{[^}]*7000/)
  })

  test.each(Object.entries(echoesOf(TOKEN, SECRET)))(
    'contain no secret that comes back %s',
    async (_, echo) => {
      const console = await startWith(echo)
      await console.post(PUSH, BODY)
      expect(leaksIn(await metricsOf(console))).toEqual([])
    },
  )

  test('are not found unless they are switched on', async () => {
    const console = createTestConsole([], { metrics: null })
    expect((await console.request('/metrics')).status).toBe(404)
  })
})
