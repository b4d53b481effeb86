import { ArrowRight, ClipboardPaste, Pencil, Stethoscope, Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import type { Profile } from '#contract/profile'
import {
  useDropToken,
  useRemoveProfile,
  useResendTicket,
} from '../../api-client/profile-actions.ts'
import { useWatching } from '../../api-client/results.ts'
import { may } from '../../api-client/rights.ts'
import { EventSourceButton } from '../../features/event-source/event-source.tsx'
import { RequestFailure } from '../../features/exchange-view/request-failure.tsx'
import { ProfileBadge } from '../../features/profile/profile-badge.tsx'
import { resultTexts } from '../../features/results/texts.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Badge, Callout } from '../../ui/callout/callout.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { Switch } from '../../ui/form/labelled-field.tsx'
import shared from '../../ui/shared.module.css'
import { ProfileFacts } from './profile-facts.tsx'
import styles from './profiles.module.css'
import { SaveFailure } from './save-failure.tsx'
import { profileTexts } from './texts.ts'

const texts = defineTexts({
  en: {
    watch: 'Read the chat after sending bubbles',
    hint: 'Shows what was clicked, for 10 min. Needs im:message:readonly and sends nothing.',
    paused: (time: string, why: string) => `Paused until ${time}: ${why}.`,
  },
  zh: {
    watch: '发送气泡后读取会话',
    hint: '在 10 分钟内显示点击结果。需要权限 im:message:readonly，不会发送任何内容。',
    paused: (time, why) => `暂停至 ${time}：${why}。`,
  },
})

type Props = {
  profile: Profile
  onCheck: () => void
  onEdit: () => void
  onPaste: () => void
}

/** One app with its facts and actions. */
export function ProfileCard({ profile, onCheck, onEdit, onPaste }: Props) {
  const t = useTexts(profileTexts)
  const announce = useAnnounce()
  const [asking, setAsking] = useState(false)
  const remove = useRemoveProfile(profile.id)
  const drop = useDropToken(profile.id)
  const stored = profile.source === 'stored'
  const mayChange = may.on(profile.environment === 'production' ? 'admin' : 'editor', profile)
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
      {mayChange ? <WatchingSwitch profile={profile.id} /> : null}
      {stored ? null : (
        <p className={shared.soft}>{profile.id.startsWith('emulator') ? t.builtIn : t.readOnly}</p>
      )}
      <div className={styles.actions}>
        <Link className={styles.use} href={`/?${new URLSearchParams({ profile: profile.id })}`}>
          {t.use}
          <span className="visually-hidden"> {profile.name}</span>
          <ArrowRight size={16} aria-hidden="true" />
        </Link>
        <EventSourceButton profile={profile} />
        {action(t.check, <Stethoscope size={16} aria-hidden="true" />, onCheck)}
        {stored ? (
          <>
            {mayChange && action(t.edit, <Pencil size={16} aria-hidden="true" />, onEdit)}
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
            {mayChange ? (
              <Button
                variant="danger"
                icon={<Trash2 size={16} aria-hidden="true" />}
                aria-label={t.about(t.remove, profile.name)}
                aria-haspopup="dialog"
                onClick={() => setAsking(true)}
              >
                {t.remove}
              </Button>
            ) : null}
          </>
        ) : null}
      </div>
      <SaveFailure error={remove.error ?? drop.error} />
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

/** Requests the app_ticket of a store app again and shows the result. */
function ResendTicket({ profile }: { profile: Profile }) {
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
      <SaveFailure error={error} />
    </>
  )
}

/** Whether the chats of an app are read after a push; shows why that is paused. */
function WatchingSwitch({ profile }: { profile: string }) {
  const t = useTexts(texts)
  const { reasons } = useTexts(resultTexts)
  const { tag } = useLocale()
  const { query, change } = useWatching(profile)
  const { data } = query
  if (!data) return query.error ? <RequestFailure error={query.error} /> : null
  const until = (iso: string) =>
    new Intl.DateTimeFormat(tag, { timeStyle: 'short' }).format(new Date(iso))
  return (
    <div>
      <Switch checked={change.isPending ? change.variables : data.polling} onChange={change.mutate}>
        {t.watch}
      </Switch>
      <p className={shared.small}>
        {data.polling && data.paused
          ? t.paused(until(data.paused.until), reasons[data.paused.why])
          : t.hint}
      </p>
      {change.error ? <RequestFailure error={change.error} /> : null}
    </div>
  )
}
