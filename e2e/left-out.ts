import { test } from '@playwright/test'

export const LEFT_OUT = 'left out'

/** Says that a part of the running test is not done here; `left-out-reporter.ts` closes the run with it. */
export function leaveOut(description: string): void {
  const { annotations } = test.info()
  const known = annotations.some((one) => one.type === LEFT_OUT && one.description === description)
  if (!known) annotations.push({ type: LEFT_OUT, description })
}
