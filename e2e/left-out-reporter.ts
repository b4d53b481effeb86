import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter'
import { LEFT_OUT } from './left-out.ts'

/** Closes a run with what it left out and why: tests by name, parts of tests with in how many they are missing. */
export default class LeftOutReporter implements Reporter {
  readonly #skipped: string[] = []
  readonly #parts = new Map<string, number>()

  onTestEnd(test: TestCase, { annotations }: TestResult): void {
    for (const { type, description = 'no reason given' } of annotations) {
      if (type === 'skip') {
        this.#skipped.push(`${test.titlePath().slice(2).join(' › ')}: ${description}`)
      }
      if (type === LEFT_OUT) this.#parts.set(description, (this.#parts.get(description) ?? 0) + 1)
    }
  }

  onEnd(): void {
    for (const line of this.#skipped.sort()) console.log(`· skipped: ${line}`)
    for (const [part, tests] of this.#parts) console.log(`· left out of ${tests} tests: ${part}`)
  }
}
