import { expect, test } from 'vitest'
import { explainNotes } from './explain-notes.ts'
import { sampleAttempt, sampleExchange } from './sample-exchange.ts'

test('nothing worth knowing, nothing said', () => {
  expect(explainNotes(sampleExchange(), 'en')).toEqual([])
})

test('a disagreement names both figures', () => {
  const exchange = sampleExchange({ code: 230006, notes: ['http_status_disagrees', 'redacted'] })
  const [disagreement, redacted] = explainNotes(exchange, 'zh')
  expect(disagreement).toMatch(/200.*230006/)
  expect(redacted).toContain('遮盖')
})

test('a second call without a new token is a renewal that failed', () => {
  const attempts = [sampleAttempt({ code: 99991663 }), sampleAttempt({ code: 10014 })]
  expect(explainNotes(sampleExchange({ attempts }), 'en').join()).toContain(
    'could not get a new one',
  )
  const renewed = sampleExchange({ attempts, notes: ['token_renewed'] })
  expect(explainNotes(renewed, 'en').join()).not.toContain('could not get a new one')
})
