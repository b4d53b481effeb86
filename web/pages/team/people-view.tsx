import { useState } from 'react'
import { ROLES } from '#contract/access/roles'
import { usePeople, useSession } from '../../api-client/access.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { Badge } from '../../ui/callout/callout.tsx'
import shared from '../../ui/shared.module.css'
import { AddPerson } from './add-person.tsx'
import { Loaded, TableHead, useGrantNames, useMoment } from './parts.tsx'
import { PersonDialog } from './person-dialog.tsx'
import styles from './team.module.css'
import { teamTexts } from './texts.ts'

/** Everyone who has signed in or was added, with their rights. */
export function PeopleView() {
  const t = useTexts(teamTexts)
  const people = usePeople()
  const { data: session } = useSession()
  const { roleOf, appsOf } = useGrantNames()
  const moment = useMoment()
  const [open, setOpen] = useState<string | null>(null)
  const opened = people.data?.find(({ id }) => id === open)
  const isLocal = session?.ways.some(({ way }) => way === 'local') === true
  return (
    <div className={styles.two}>
      <section className={styles.card} aria-label={t.tabs.people}>
        <Loaded query={people}>
          {(all) => (
            <>
              <table className={styles.table}>
                <TableHead columns={t.columns} actions />
                <tbody>
                  {all.map((person) => (
                    <tr key={person.id}>
                      <th scope="row">
                        {person.name}{' '}
                        {person.id === session?.person?.id ? <Badge>{t.you}</Badge> : null}
                        {person.invited ? <Badge tone="warn">{t.invited}</Badge> : null}
                        {person.disabled ? <Badge tone="bad">{t.disabled}</Badge> : null}
                      </th>
                      <td className={shared.soft}>{t.ways[person.way]}</td>
                      <td>
                        {person.admin_by_setting ? (
                          <>
                            {t.roles.admin} <Badge>{t.bySetting}</Badge>
                          </>
                        ) : (
                          roleOf(person.grants)
                        )}
                      </td>
                      <td>{person.admin_by_setting ? t.allApps : appsOf(person.grants)}</td>
                      <td className={shared.soft}>
                        {person.last_active_at ? moment(person.last_active_at) : t.never}
                      </td>
                      <td className={shared.soft} data-label={t.columns.sessions}>
                        {person.sessions}
                      </td>
                      <td className={styles.end}>
                        <Button
                          variant="ghost"
                          aria-haspopup="dialog"
                          aria-label={t.edit(person.name)}
                          onClick={() => setOpen(person.id)}
                        >
                          ⋯
                        </Button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
              <p className={styles.foot}>
                {t.peopleCount(all.length)}
                {isLocal ? (
                  <Button aria-haspopup="dialog" onClick={() => setOpen('')}>
                    {t.add}
                  </Button>
                ) : null}
              </p>
            </>
          )}
        </Loaded>
      </section>
      <RolesCard />
      {open === '' ? <AddPerson onClose={() => setOpen(null)} /> : null}
      {opened ? (
        <PersonDialog key={opened.id} person={opened} onClose={() => setOpen(null)} />
      ) : null}
    </div>
  )
}

function RolesCard() {
  const t = useTexts(teamTexts)
  return (
    <aside className={styles.card} aria-label={t.rolesTitle}>
      <h3 className={styles.cardTitle}>{t.rolesTitle}</h3>
      <dl className={styles.roles}>
        {[...ROLES.slice(0, -1), 'approver' as const, 'admin' as const].map((role) => (
          <div key={role}>
            <dt>{t.roles[role]}</dt>
            <dd>{t.roleDoes[role]}</dd>
          </div>
        ))}
      </dl>
    </aside>
  )
}
