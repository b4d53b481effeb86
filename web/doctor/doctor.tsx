import { RotateCw } from 'lucide-react'
import { useEffect } from 'react'
import { DOCTOR_CHECKS, type DoctorCheck } from '#contract/doctor'
import { formatDuration, readerTag } from '../exchange-view/format.ts'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { useDoctor } from '../queries/doctor.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Callout } from '../ui/callout.tsx'
import { CheckRow } from '../ui/check-row.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import styles from './doctor.module.css'
import { doctorReport } from './doctor-report.ts'
import { type DoctorTexts, doctorTexts } from './texts.ts'

/** Asks the platform all that a profile needs, step by step, and says what to mend. It starts by itself. */
export function Doctor({ profileId }: { profileId: string }) {
  const t = useTexts(doctorTexts)
  const announce = useAnnounce()
  const { data: checks, isFetching, isError, refetch } = useDoctor(profileId)
  const said = !isFetching && checks ? verdict(checks, t) : null
  useEffect(() => {
    if (said !== null) announce(said)
  }, [said, announce])

  return (
    <div className={styles.doctor} aria-busy={isFetching}>
      <div className={styles.head}>
        <p className={styles.verdict}>{isFetching ? t.running : said}</p>
        {checks && !isFetching ? (
          <CopyButton label={t.copy} text={doctorReport(profileId, checks, t)} />
        ) : null}
        <Button
          icon={<RotateCw size={16} aria-hidden="true" />}
          aria-disabled={isFetching}
          onClick={() => {
            if (!isFetching) void refetch()
          }}
        >
          {t.again}
        </Button>
      </div>
      {isFetching ? <ProgressBar label={t.running} /> : null}
      {isError && !isFetching ? <Callout tone="bad">{t.failed}</Callout> : null}
      {isFetching ? (
        <ul className={styles.checks}>
          {DOCTOR_CHECKS.map((name) => (
            <CheckRow key={name} title={t.checks[name]} status="pending" />
          ))}
        </ul>
      ) : (
        checks && <Checks checks={checks} />
      )}
    </div>
  )
}

function Checks({ checks }: { checks: readonly DoctorCheck[] }) {
  const t = useTexts(doctorTexts)
  const { locale } = useLocale()
  return (
    <ul className={styles.checks}>
      {checks.map(({ name, code, duration_ms, optional, ...check }) => (
        <CheckRow
          key={name}
          title={t.checks[name]}
          {...check}
          facts={
            <>
              {optional ? <span className={styles.fact}>{t.optional}</span> : null}
              {code === null || code === 0 ? null : (
                <span className={styles.fact}>{t.code(code)}</span>
              )}
              {duration_ms === null ? null : (
                <span className={styles.fact}>
                  {formatDuration(duration_ms, readerTag(locale, navigator.languages))}
                </span>
              )}
            </>
          }
        />
      ))}
    </ul>
  )
}

function verdict(checks: readonly DoctorCheck[], t: DoctorTexts): string {
  const failures = checks.filter(({ status, optional }) => status === 'fail' && !optional).length
  if (failures > 0) return t.failures(failures)
  return checks.every(({ status, optional }) => status === 'pass' || optional)
    ? t.allGood
    : t.someUnknown
}
