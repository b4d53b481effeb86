import type { Bilingual } from '#contract/locale'
import type { Issue } from '#contract/refusal'

/** A command line or an input that cannot be followed; `issues` names each fault by its path. */
export class UsageError extends Error {
  readonly text: Bilingual
  readonly issues: readonly Issue[]

  constructor(text: Bilingual, issues: readonly Issue[] = []) {
    super(text.en)
    this.name = 'UsageError'
    this.text = text
    this.issues = issues
  }
}
