import { useState } from 'react'
import type { Person } from '#contract/access/people'
import { usePeopleChanges, useSession, useSessions } from '../../api-client/access.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { Badge } from '../../ui/callout/callout.tsx'
import { ConfirmDialog, Dialog } from '../../ui/dialog.tsx'
import { LabelledInput } from '../../ui/form/labelled-field.tsx'
import shared from '../../ui/shared.module.css'
import { OneTimeLink } from './add-person.tsx'
import { GrantsField } from './grants-field.tsx'
import { type GrantValues, Loaded, SaveFailure, useMoment } from './parts.tsx'
import styles from './team.module.css'
import { teamTexts } from './texts.ts'

type Props = { person: Person; onClose: () => void }

/** The name, rights, sessions and account of a person. */
export function PersonDialog({ person, onClose }: Props) {
  const t = useTexts(teamTexts)
  const { change, remove, link, endSessions } = usePeopleChanges()
  const { data: session } = useSession()
  const [name, setName] = useState(person.name)
  const [grants, setGrants] = useState<GrantValues>(person.grants)
  const [removing, setRemoving] = useState(false)
  const { id } = person
  const isSelf = id === session?.person?.id
  if (removing) {
    return (
      <ConfirmDialog
        title={t.removeTitle(person.name)}
        confirm={t.removeNow}
        variant="danger"
        onClose={() => setRemoving(false)}
        onConfirm={() =>
          remove.mutate(id, { onSuccess: onClose, onError: () => setRemoving(false) })
        }
      >
        <p>{t.removeWhy}</p>
      </ConfirmDialog>
    )
  }
  if (link.data) {
    return (
      <Dialog title={t.linkTitle} onClose={onClose}>
        <OneTimeLink {...link.data} onClose={onClose} />
      </Dialog>
    )
  }
  return (
    <Dialog title={person.name} onClose={onClose}>
      <div className={shared.stack3}>
        <LabelledInput label={t.displayName} value={name} onText={setName} />
        <GrantsField grants={grants} onChange={setGrants} />
        <SaveFailure error={change.error ?? remove.error ?? link.error ?? endSessions.error} />
        <div className={styles.choices}>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button
            variant="primary"
            aria-disabled={change.isPending}
            onClick={() =>
              change.mutate({ id, name: name.trim(), grants: [...grants] }, { onSuccess: onClose })
            }
          >
            {t.save}
          </Button>
        </div>
        <Sessions id={id} />
        <div className={styles.choices}>
          <Button onClick={() => endSessions.mutate(id)}>{t.endSessions}</Button>
          {person.way === 'local' ? (
            <Button onClick={() => link.mutate(id)}>{t.newLink}</Button>
          ) : null}
          {isSelf ? null : (
            <>
              <Button onClick={() => change.mutate({ id, disabled: !person.disabled })}>
                {person.disabled ? t.enable : t.disable}
              </Button>
              <Button variant="danger" onClick={() => setRemoving(true)}>
                {t.remove}
              </Button>
            </>
          )}
        </div>
      </div>
    </Dialog>
  )
}

function Sessions({ id }: { id: string }) {
  const t = useTexts(teamTexts)
  const moment = useMoment()
  return (
    <section className={styles.sessions}>
      <h3 className={styles.legend}>{t.sessionsTitle}</h3>
      <Loaded query={useSessions(id)}>
        {(sessions) =>
          sessions.length === 0 ? (
            <p className={shared.soft}>{t.noSessions}</p>
          ) : (
            <ul>
              {sessions.map(({ id: one, last_active_at, user_agent, address, current }) => (
                <li key={one}>
                  {moment(last_active_at)} {current ? <Badge>{t.current}</Badge> : null}
                  <span className={shared.soft}>
                    {[address, user_agent].filter(Boolean).join(' · ')}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  )
}
