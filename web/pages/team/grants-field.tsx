import { Plus, X } from 'lucide-react'
import { type Grant, ROLES } from '#contract/access/roles'
import { useProfiles } from '../../api-client/profiles.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, IconButton } from '../../ui/button/button.tsx'
import { LabelledSelect, Switch } from '../../ui/form/labelled-field.tsx'
import { keyed } from '../../ui/keyed.ts'
import shared from '../../ui/shared.module.css'
import { type GrantValues, useGrantNames } from './parts.tsx'
import styles from './team.module.css'
import { teamTexts } from './texts.ts'

type Props = {
  grants: GrantValues
  /** Left out for a token, which decides nothing. */
  approver?: boolean
  onChange: (grants: GrantValues) => void
}

/** The roles of a person or token, one line for each app. */
export function GrantsField({ grants, approver = true, onChange }: Props) {
  const t = useTexts(teamTexts)
  const { data: profiles = [] } = useProfiles()
  const { appOf } = useGrantNames()
  const apps = ['*', 'test', ...profiles.map(({ id }) => id)]
  const set = (at: number, change: Partial<Grant>) =>
    onChange(grants.map((grant, n) => (n === at ? { ...grant, ...change } : grant)))
  const free = apps.find((app) => grants.every((grant) => grant.app !== app))
  return (
    <fieldset className={styles.grants}>
      <legend className={styles.legend}>{t.rights}</legend>
      {grants.length === 0 ? <p className={shared.soft}>{t.noRights}</p> : null}
      {keyed(grants.map(({ app }) => app)).map(([key, app], at) => {
        const grant = grants[at] as Grant
        const known = apps.includes(app) ? apps : [...apps, app]
        return (
          <div key={key} className={styles.grant}>
            <LabelledSelect
              label={t.app}
              value={app}
              options={known.map((value) => ({ value, label: appOf(value) }))}
              onValue={(value) => set(at, { app: value })}
            />
            <LabelledSelect
              label={t.role}
              value={grant.role}
              options={ROLES.map((value) => ({ value, label: t.roles[value] }))}
              onValue={(role) => set(at, { role })}
            />
            {approver ? (
              <Switch
                checked={grant.approver === true}
                onChange={(checked) => set(at, { approver: checked })}
              >
                {t.approver}
              </Switch>
            ) : null}
            <IconButton
              label={t.removeRight(appOf(app))}
              icon={<X size={16} aria-hidden="true" />}
              onClick={() => onChange(grants.filter((_, n) => n !== at))}
            />
          </div>
        )
      })}
      {free === undefined ? null : (
        <Button
          icon={<Plus size={16} aria-hidden="true" />}
          onClick={() => onChange([...grants, { app: free, role: 'sender' }])}
        >
          {t.addRight}
        </Button>
      )}
      <p className={shared.soft}>{t.production}</p>
    </fieldset>
  )
}
