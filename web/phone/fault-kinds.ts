import type { FaultKind, FaultRuleInput } from '#contract/emulator-faults'

type Kind = FaultKind['kind']

/** What can be set on each kind of fault beside its name, with what holds where nothing is given. */
export const FAULT_SETTINGS: Record<Kind, Readonly<Record<string, string>>> = {
  latency: { when: 'before_effect', ms: '3000' },
  drop: { when: 'before_effect' },
  reset: { when: 'before_effect' },
  server_error: { when: 'before_effect', http_status: '500', body: 'platform' },
  rate_limited: { when: 'before_effect', reset: '1' },
  html: { when: 'before_effect', http_status: '502' },
  empty: { when: 'before_effect', http_status: '200' },
  truncated: { bytes: '' },
  wrong_content_type: { content_type: 'text/plain' },
  invalid_json: {},
  huge: { bytes: '100000000' },
  slow_drip: { bytes: '1', interval_ms: '300' },
  log_id: { log_id: '' },
  token_expired: {},
}

export const FAULT_KINDS = Object.keys(FAULT_SETTINGS) as Kind[]

/** Settings with a closed list of values. */
export const SETTING_VALUES: Readonly<Record<string, readonly string[]>> = {
  when: ['before_effect', 'after_effect'],
  body: ['platform', 'none'],
}

const TEXTS = new Set(['when', 'body', 'content_type', 'log_id'])

/** A fault from what was typed; what was left empty is left out, and what is no number stays a text to be judged. */
export function buildFault(
  kind: Kind,
  typed: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const settings = Object.entries(FAULT_SETTINGS[kind]).flatMap(([name, otherwise]) => {
    const text = (typed[name] ?? otherwise).trim()
    return text === '' ? [] : [[name, TEXTS.has(name) ? text : numberOr(text)] as const]
  })
  return { kind, ...Object.fromEntries(settings) }
}

export function numberOr(text: string): number | string {
  const number = Number(text)
  return Number.isFinite(number) ? number : text
}

/** Faults worth having at hand, by the key of their name. */
export const FAULT_PRESETS = {
  presetDrop: {
    operation: 'push_follow_up',
    next_calls: 1,
    fault: { kind: 'drop', when: 'after_effect' },
  },
  presetRate: {
    operation: 'push_follow_up',
    next_calls: 1,
    fault: { kind: 'rate_limited', reset: 52 },
  },
  presetLatency: { operation: 'push_follow_up', fault: { kind: 'latency', ms: 3000 } },
  presetHtml: {
    operation: 'push_follow_up',
    next_calls: 1,
    fault: { kind: 'html', http_status: 502 },
  },
} satisfies Record<string, FaultRuleInput>
