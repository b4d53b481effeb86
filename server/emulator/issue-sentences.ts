import type * as z from 'zod/mini'
import type { Issue } from '#contract/refusal'

/** Beyond these the answer would only become huge. */
const MAX_ISSUES = 50

/** What a schema found in a control call or a seed file: a dotted path and a sentence for each fault. */
export function describeIssues(issues: readonly z.core.$ZodIssue[]): Issue[] {
  return issues.flatMap(describe).slice(0, MAX_ISSUES)
}

function describe(issue: z.core.$ZodIssue): Issue[] {
  const path = issue.path.join('.')
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...issue.path, key].join('.'),
      message: 'There is no such field.',
    }))
  }
  return [{ path, message: sentence(issue) }]
}

function sentence(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? `Missing: give ${issue.expected}.`
        : `Wrong type: give ${issue.expected}.`
    case 'invalid_value':
      return `Choose one of: ${issue.values.join(', ')}.`
    case 'too_small':
      return `${measure(issue.origin)} at least ${issue.minimum}.`
    case 'too_big':
      return `${measure(issue.origin)} at most ${issue.maximum}.`
    case 'invalid_union':
      return 'discriminator' in issue && issue.discriminator
        ? `No choice of ${issue.discriminator} fits.`
        : 'None of the choices fits.'
    default:
      // Ours, where the schema brings its own words.
      return issue.message
  }
}

function measure(origin: string): string {
  if (origin === 'string') return 'Its length is'
  return origin === 'array' ? 'It has' : 'It is'
}
