type Labels = Readonly<Record<string, string>>

/** One family of the exposition format, and how to count in it. */
export type Counter = { add(labels?: Labels): void; text(): string }
export type Histogram = { observe(labels: Labels, value: number): void; text(): string }

/**
 * A number that only grows. Every label must come from a fixed set: each new combination is kept
 * for as long as the process lives.
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function createCounter(name: string, help: string): Counter {
  const values = new Map<string, number>()
  return {
    add(labels = {}) {
      const key = spell(labels)
      values.set(key, (values.get(key) ?? 0) + 1)
    },
    text: () =>
      family(
        name,
        'counter',
        help,
        [...values].map(([labels, value]) => `${name}${labels} ${value}`),
      ),
  }
}

/** How values are spread; `bounds` are the upper ends of its buckets, ascending. */
export function createHistogram(name: string, help: string, bounds: readonly number[]): Histogram {
  const series = new Map<string, { labels: Labels; counts: number[]; sum: number; all: number }>()
  return {
    observe(labels, value) {
      const key = spell(labels)
      const one = series.get(key) ?? { labels, counts: bounds.map(() => 0), sum: 0, all: 0 }
      series.set(key, one)
      one.counts = one.counts.map((count, i) => count + (value <= (bounds[i] ?? 0) ? 1 : 0))
      one.sum += value
      one.all += 1
    },
    text: () =>
      family(
        name,
        'histogram',
        help,
        [...series].flatMap(([key, { labels, counts, sum, all }]) => [
          ...counts.map(
            (count, i) => `${name}_bucket${spell({ ...labels, le: `${bounds[i]}` })} ${count}`,
          ),
          `${name}_bucket${spell({ ...labels, le: '+Inf' })} ${all}`,
          `${name}_sum${key} ${sum}`,
          `${name}_count${key} ${all}`,
        ]),
      ),
  }
}

/** A number that goes up and down, as it is at this moment. */
export function gauge(name: string, help: string, value: number): string {
  return family(name, 'gauge', help, [`${name} ${value}`])
}

function family(name: string, type: string, help: string, lines: readonly string[]): string {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines, ''].join('\n')
}

function spell(labels: Labels): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${value.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`,
  )
  return pairs.length > 0 ? `{${pairs.join(',')}}` : ''
}
