import type { Bilingual, Locale } from '#contract/locale'
import { explainUnread } from '../feishu/reading/explain-unread.ts'
import type { Unread } from '../feishu/reading/read-call.ts'
import type { Verdict } from './judge-facts.ts'

const NOTHING: Bilingual = { zh: '', en: '' }

/** Writes verdicts in one language. */
export function createVerdicts(locale: Locale) {
  return {
    pass: (detail: Bilingual, { assumed = false } = {}): Verdict => ({
      status: 'pass',
      detail: detail[locale],
      advice: '',
      links: [],
      code: null,
      assumed,
    }),
    fail: (
      code: number | null,
      detail: Bilingual,
      advice: Bilingual,
      { assumed = false, links = [] }: { assumed?: boolean; links?: string[] } = {},
    ): Verdict => ({
      status: 'fail',
      detail: detail[locale],
      advice: advice[locale],
      links,
      code,
      assumed,
    }),
    open: (detail: Bilingual, advice: Bilingual = NOTHING): Verdict => ({
      status: 'not_checked',
      detail: detail[locale],
      advice: advice[locale],
      links: [],
      code: null,
      assumed: false,
    }),
    /** Not checked, because something could not be read. */
    unread(unread: Unread, scopes: readonly string[] = []): Verdict {
      const { code: _, ...told } = explainUnread(unread, locale, scopes)
      return { status: 'not_checked', ...told, code: null, assumed: false }
    },
  }
}
