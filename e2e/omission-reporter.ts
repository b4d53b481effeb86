import { test } from '@playwright/test'
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter'

const OMISSION = 'omission'

/** Records that a part of the running test is skipped; the reporter lists it after the run. */
export function reportOmission(description: string): void {
  const { annotations } = test.info()
  const isKnown = annotations.some(
    (one) => one.type === OMISSION && one.description === description,
  )
  if (!isKnown) annotations.push({ type: OMISSION, description })
}

/** Lists after a run the skipped tests, and the skipped parts with the number of tests that lack them. */
export default class OmissionReporter implements Reporter {
  readonly #skipped: string[] = []
  readonly #parts = new Map<string, number>()

  onTestEnd(test: TestCase, { annotations }: TestResult): void {
    for (const { type, description = 'no reason given' } of annotations) {
      if (type === 'skip') {
        this.#skipped.push(`${test.titlePath().slice(2).join(' › ')}: ${description}`)
      }
      if (type === OMISSION) this.#parts.set(description, (this.#parts.get(description) ?? 0) + 1)
    }
  }

  onEnd(): void {
    for (const line of this.#skipped.sort()) console.log(`· skipped: ${line}`)
    for (const [part, tests] of this.#parts) console.log(`· left out of ${tests} tests: ${part}`)
  }
}
