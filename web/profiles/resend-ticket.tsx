import type { Profile } from '#contract/profile'
import { useTexts } from '../i18n/texts.ts'
import { useResendTicket } from '../queries/change-profile.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Callout } from '../ui/callout.tsx'
import { Failed } from './failed.tsx'
import styles from './profiles.module.css'
import { profileTexts } from './texts.ts'

/** Asks the platform for the ticket of a store app, and says what came of it. */
export function ResendTicket({ profile }: { profile: Profile }) {
  const t = useTexts(profileTexts)
  const announce = useAnnounce()
  const { mutate, data, error, isPending } = useResendTicket(profile.id)
  return (
    <>
      <Button
        aria-disabled={isPending}
        aria-label={t.about(t.resend, profile.name)}
        onClick={() => {
          if (!isPending) mutate(undefined, { onSuccess: ({ detail }) => announce(detail) })
        }}
      >
        {isPending ? t.resending : t.resend}
      </Button>
      {data && !isPending ? (
        <div className={styles.whole}>
          <Callout tone={data.resent ? 'good' : 'warn'}>{data.detail}</Callout>
        </div>
      ) : null}
      <Failed error={error} />
    </>
  )
}
