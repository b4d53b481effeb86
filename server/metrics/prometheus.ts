type Labels = Readonly<Record<string, string>>

export type Counter = { add(labels?: Labels): void; text(): string }
export type Histogram = { observe(labels: Labels, value: number): void; text(): string }

/**
 * Creates a number that only grows. Every label must come from a fixed set: each combination is kept
 * as long as the process runs.
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function createCounter(name: string, help: string): Counter {
  const values = new Map<string, number>()
  return {
    add(labels = {}) {
      const key = formatLabels(labels)
      values.set(key, (values.get(key) ?? 0) + 1)
    },
    text: () =>
      formatFamily(
        name,
        'counter',
        help,
        [...values].map(([labels, value]) => `${name}${labels} ${value}`),
      ),
  }
}

/** Creates a distribution; `bounds` are the inclusive upper bounds of its buckets, ascending. */
export function createHistogram(name: string, help: string, bounds: readonly number[]): Histogram {
  const series = new Map<string, { labels: Labels; counts: number[]; sum: number; all: number }>()
  return {
    observe(labels, value) {
      const key = formatLabels(labels)
      const one = series.get(key) ?? { labels, counts: bounds.map(() => 0), sum: 0, all: 0 }
      series.set(key, one)
      one.counts = one.counts.map((count, i) => count + (value <= (bounds[i] ?? 0) ? 1 : 0))
      one.sum += value
      one.all += 1
    },
    text: () =>
      formatFamily(
        name,
        'histogram',
        help,
        [...series].flatMap(([key, { labels, counts, sum, all }]) => [
          ...counts.map(
            (count, i) =>
              `${name}_bucket${formatLabels({ ...labels, le: `${bounds[i]}` })} ${count}`,
          ),
          `${name}_bucket${formatLabels({ ...labels, le: '+Inf' })} ${all}`,
          `${name}_sum${key} ${sum}`,
          `${name}_count${key} ${all}`,
        ]),
      ),
  }
}

/** Formats a number that can rise and fall, as it is now. */
export function formatGauge(name: string, help: string, value: number): string {
  return formatFamily(name, 'gauge', help, [`${name} ${value}`])
}

function formatFamily(name: string, type: string, help: string, lines: readonly string[]): string {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines, ''].join('\n')
}

function formatLabels(labels: Labels): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${value.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`,
  )
  return pairs.length > 0 ? `{${pairs.join(',')}}` : ''
}
