import { ClipboardPaste, Pencil, Send, Stethoscope, Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import type { Profile } from '#contract/profile'
import { useTexts } from '../i18n/texts.ts'
import { useDropToken, useRemoveProfile } from '../queries/change-profile.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { ProfileBadge } from '../ui/profile-badge.tsx'
import { Failed } from './failed.tsx'
import { ProfileFacts } from './profile-facts.tsx'
import styles from './profiles.module.css'
import { ResendTicket } from './resend-ticket.tsx'
import { profileTexts } from './texts.ts'

type Props = {
  profile: Profile
  onCheck: () => void
  onEdit: () => void
  onPaste: () => void
}

/** One profile: what it is, what the server has of it, and what can be done with it. */
export function ProfileCard({ profile, onCheck, onEdit, onPaste }: Props) {
  const t = useTexts(profileTexts)
  const announce = useAnnounce()
  const [asking, setAsking] = useState(false)
  const remove = useRemoveProfile(profile.id)
  const drop = useDropToken(profile.id)
  const stored = profile.source === 'stored'
  const action = (label: string, icon: ReactNode, onClick: () => void) => (
    <Button icon={icon} aria-label={t.about(label, profile.name)} onClick={onClick}>
      {label}
    </Button>
  )

  return (
    <li className={styles.card}>
      <h3 className={styles.cardTitle}>
        <ProfileBadge profile={profile} />
        <Badge tone="info">{t.brands[profile.brand]}</Badge>
        {profile.default ? <Badge>{t.default}</Badge> : null}
      </h3>
      <ProfileFacts profile={profile} />
      {stored ? null : <p className={styles.note}>{t.readOnly}</p>}
      <div className={styles.actions}>
        <Link className={styles.use} href={`/?${new URLSearchParams({ profile: profile.id })}`}>
          <Send size={16} aria-hidden="true" />
          {t.use}
          <span className="visually-hidden"> {profile.name}</span>
        </Link>
        {action(t.check, <Stethoscope size={16} aria-hidden="true" />, onCheck)}
        {stored ? (
          <>
            {action(t.edit, <Pencil size={16} aria-hidden="true" />, onEdit)}
            {action(t.paste, <ClipboardPaste size={16} aria-hidden="true" />, onPaste)}
            {profile.pasted_token ? (
              <Button
                aria-label={t.about(t.dropToken, profile.name)}
                onClick={() =>
                  drop.mutate(undefined, { onSuccess: () => announce(t.tokenDropped) })
                }
              >
                {t.dropToken}
              </Button>
            ) : null}
            {profile.app_type === 'store' ? <ResendTicket profile={profile} /> : null}
            <Button
              variant="danger"
              icon={<Trash2 size={16} aria-hidden="true" />}
              aria-label={t.about(t.remove, profile.name)}
              aria-haspopup="dialog"
              onClick={() => setAsking(true)}
            >
              {t.remove}
            </Button>
          </>
        ) : null}
      </div>
      <Failed error={remove.error ?? drop.error} />
      {asking ? (
        <ConfirmDialog
          title={t.removeTitle}
          confirm={t.remove}
          variant="danger"
          onConfirm={() => {
            setAsking(false)
            remove.mutate(undefined, { onSuccess: () => announce(t.removed(profile.name)) })
          }}
          onClose={() => setAsking(false)}
        >
          <p>
            <ProfileBadge profile={profile} />
          </p>
          <p>{t.removeText}</p>
        </ConfirmDialog>
      ) : null}
    </li>
  )
}
