import { expect, test } from 'vitest'
import { createCounter, createHistogram, formatGauge } from './prometheus.ts'

test('a counter counts each combination of labels separately', () => {
  const counter = createCounter('sends_total', 'Sends.')
  expect(counter.text()).toBe('# HELP sends_total Sends.\n# TYPE sends_total counter\n')
  counter.add({ outcome: 'answered', code: '0' })
  counter.add({ outcome: 'answered', code: '0' })
  counter.add({ outcome: 'unknown', code: 'none' })
  counter.add()
  expect(counter.text().split('\n').slice(2)).toEqual([
    'sends_total{outcome="answered",code="0"} 2',
    'sends_total{outcome="unknown",code="none"} 1',
    'sends_total 1',
    '',
  ])
})

test('the buckets of a histogram are cumulative and their bounds inclusive', () => {
  const histogram = createHistogram('d', 'D.', [0.1, 1])
  for (const value of [0.1, 0.5, 3]) histogram.observe({ of: 'x' }, value)
  expect(histogram.text()).toBe(
    [
      '# HELP d D.',
      '# TYPE d histogram',
      'd_bucket{of="x",le="0.1"} 1',
      'd_bucket{of="x",le="1"} 2',
      'd_bucket{of="x",le="+Inf"} 3',
      'd_sum{of="x"} 3.6',
      'd_count{of="x"} 3',
      '',
    ].join('\n'),
  )
})

test('the value of a label is escaped', () => {
  const counter = createCounter('c', 'C.')
  counter.add({ l: 'a"b\\c\nd' })
  expect(counter.text()).toContain('c{l="a\\"b\\\\c\\nd"} 1\n')
})

test('a gauge has one line', () => {
  expect(formatGauge('g', 'G.', 1.5)).toBe('# HELP g G.\n# TYPE g gauge\ng 1.5\n')
})
