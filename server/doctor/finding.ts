import type { DoctorCheck } from '#contract/doctor'
import type { Bilingual, Locale } from '#contract/locale'
import { explainUnread } from '../feishu/reading/explain-unread.ts'
import type { Unread } from '../feishu/reading/read-call.ts'

/** What a step found, without its name. */
export type Finding = Omit<DoctorCheck, 'name'>

type More = Partial<Pick<Finding, 'code' | 'duration_ms' | 'links' | 'optional'>>

const NOTHING: Bilingual = { zh: '', en: '' }

/** Writes findings in one language. */
export function createFindings(locale: Locale) {
  const write =
    (status: Finding['status']) =>
    (detail: Bilingual, advice: Bilingual = NOTHING, more: More = {}): Finding => ({
      status,
      detail: detail[locale],
      advice: advice[locale],
      links: [],
      code: null,
      duration_ms: null,
      optional: false,
      ...more,
    })
  return {
    pass: (detail: Bilingual, more: More = {}) => write('pass')(detail, NOTHING, more),
    fail: write('fail'),
    open: write('not_checked'),
    /** Why something could not be read, as a failure of its own or as a reason to leave it open. */
    unread(status: 'fail' | 'not_checked', unread: Unread, more: More = {}): Finding {
      const told = explainUnread(unread, locale)
      return { status, duration_ms: null, optional: false, ...told, ...more }
    },
  }
}
