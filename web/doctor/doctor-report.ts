import type { DoctorCheck } from '#contract/doctor'
import type { DoctorTexts } from './texts.ts'

/** The checks as plain text, for a chat with whoever can mend them. */
export function doctorReport(
  profileId: string,
  checks: readonly DoctorCheck[],
  t: DoctorTexts,
): string {
  const lines = checks.flatMap(
    ({ name, status, detail, advice, links, code, duration_ms, optional }) => [
      [
        `[${t.status[status]}] ${t.checks[name]}`,
        ...(optional ? [t.optional] : []),
        ...(code === null ? [] : [t.code(code)]),
        ...(duration_ms === null ? [] : [`${Math.round(duration_ms)} ms`]),
      ].join(' · '),
      ...[detail, advice, ...links].filter((line) => line !== '').map((line) => `  ${line}`),
    ],
  )
  return [`${t.title}: ${profileId}`, ...lines].join('\n')
}
