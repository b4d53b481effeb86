import { Fragment, useState } from 'react'
import type { Approval } from '#contract/access/approvals'
import { mayApprove } from '#contract/access/roles'
import type { Profile } from '#contract/profile'
import { useActorNames, usePeople } from '../../api-client/access.ts'
import { useApprovalSteps, useApprovals } from '../../api-client/approvals.ts'
import { useProfiles } from '../../api-client/profiles.ts'
import { ASKS_TO_SIGN_IN, may, me } from '../../api-client/rights.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Callout } from '../../ui/callout/callout.tsx'
import { Switch } from '../../ui/form/labelled-field.tsx'
import shared from '../../ui/shared.module.css'
import { useNow } from '../../ui/use-time.ts'
import { ApprovalDetails } from './approval-details.tsx'
import styles from './approvals.module.css'
import { approvalsTexts } from './approvals-texts.ts'
import { Decision } from './decision.tsx'
import { Loaded, SaveFailure } from './parts.tsx'
import team from './team.module.css'

/** Sends to production that wait for another person, what was decided, and which apps need it. */
export function ApprovalsView() {
  const t = useTexts(approvalsTexts)
  const approvals = useApprovals()
  const [chosen, setChosen] = useState<string | null>(null)
  return (
    <>
      <Loaded query={approvals}>
        {({ approvals: all }) => {
          const shown = all.find(({ id }) => id === chosen) ?? all[0]
          return shown ? (
            <div className={styles.columns}>
              <ul className={`${team.card} ${styles.list}`} aria-label={t.list}>
                {all.map((approval) => (
                  <li key={approval.id}>
                    <button
                      type="button"
                      className={styles.item}
                      aria-pressed={approval.id === shown.id}
                      onClick={() => setChosen(approval.id)}
                    >
                      <Summary approval={approval} />
                    </button>
                  </li>
                ))}
              </ul>
              <ApprovalDetails approval={shown} />
              <Decision key={shown.id} approval={shown} />
            </div>
          ) : (
            <p className={team.card}>
              <span className={styles.none}>{t.none}</span>
            </p>
          )
        }}
      </Loaded>
      {may.anywhere('admin') ? <Setting apps={approvals.data?.apps} /> : null}
    </>
  )
}

function Summary({ approval }: { approval: Approval }) {
  const t = useTexts(approvalsTexts)
  const names = useActorNames(ASKS_TO_SIGN_IN)
  const now = useNow()
  const { state, actor, decided_by, list, recipient, ends_at } = approval
  const nameOf = (id: string) => names.get(id) ?? id
  const left = Math.max(0, Math.ceil((Date.parse(ends_at) - now) / 60_000))
  const facts =
    state !== 'waiting'
      ? [decided_by === null ? t.states[state] : t.by(t.states[state], nameOf(decided_by))]
      : actor === me.actor
        ? [nameOf(actor), t.yours]
        : [nameOf(actor), ...(list ? [t.people(list.rows)] : []), t.minutesLeft(left)]
  return (
    <>
      <b>{list?.name || recipient?.label || recipient?.receive_id || t.bubblesFor}</b>
      <small>{facts.join(' · ')}</small>
    </>
  )
}

function Setting({ apps = [] }: { apps: readonly string[] | undefined }) {
  const t = useTexts(approvalsTexts)
  const { data: profiles = [] } = useProfiles()
  const { require } = useApprovalSteps()
  const production = profiles.filter(
    (one) => one.environment === 'production' && may.on('admin', one),
  )
  return (
    <section className={`${team.card} ${styles.setting}`} aria-labelledby="approval-setting">
      <h3 id="approval-setting">{t.setting}</h3>
      <p className={shared.soft}>{t.settingWhy}</p>
      {production.length === 0 ? <p>{t.noApps}</p> : null}
      {production.map((app) => (
        <Fragment key={app.id}>
          <Switch
            checked={apps.includes(app.id)}
            onChange={(required) => require.mutate({ profile: app.id, required })}
          >
            {app.name}
          </Switch>
          {apps.includes(app.id) ? <FewApprovers app={app} /> : null}
        </Fragment>
      ))}
      <SaveFailure error={require.error} />
    </section>
  )
}

/** Warns if some sends of an app could never be approved. */
function FewApprovers({ app }: { app: Profile }) {
  const t = useTexts(approvalsTexts)
  const { data: people } = usePeople(may.everywhere('admin'))
  const approvers = people?.filter(
    ({ grants, admin_by_setting, disabled }) =>
      !disabled && (admin_by_setting || mayApprove(grants, app)),
  )
  if (!approvers || approvers.length > 1) return null
  return (
    <Callout tone="warn">
      <p>{approvers[0] ? t.onlyApprover(approvers[0].name) : t.noApprover}</p>
    </Callout>
  )
}
