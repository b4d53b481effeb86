import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { TOKEN_LIMITS } from '#contract/access/people'
import { useActorNames, useTokenChanges, useTokens } from '../../api-client/access.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { CopyButton } from '../../ui/button/copy-button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { LabelledInput } from '../../ui/form/labelled-field.tsx'
import shared from '../../ui/shared.module.css'
import { GrantsField } from './grants-field.tsx'
import {
  type GrantValues,
  Loaded,
  SaveFailure,
  TableHead,
  useGrantNames,
  useMoment,
} from './parts.tsx'
import styles from './team.module.css'
import { teamTexts } from './texts.ts'

/** The API tokens for scripts. */
export function TokensView() {
  const t = useTexts(teamTexts)
  const tokens = useTokens()
  const names = useActorNames(true)
  const { revoke } = useTokenChanges()
  const { roleOf, appsOf } = useGrantNames()
  const moment = useMoment()
  const [adding, setAdding] = useState(false)
  return (
    <section className={styles.card} aria-label={t.tabs.tokens}>
      <Loaded query={tokens}>
        {(all) => (
          <table className={styles.table}>
            <TableHead columns={t.tokenColumns} actions />
            <tbody>
              {all.map(({ id, name, person, grants, last_used_at, ends_at }) => (
                <tr key={id}>
                  <th scope="row">{name}</th>
                  <td>{names.get(person) ?? person}</td>
                  <td>{[roleOf(grants), appsOf(grants)].filter(Boolean).join(' · ')}</td>
                  <td className={shared.soft}>{last_used_at ? moment(last_used_at) : t.never}</td>
                  <td className={shared.soft}>{moment(ends_at)}</td>
                  <td className={styles.end}>
                    <Button
                      variant="danger"
                      aria-label={t.revoke(name)}
                      onClick={() => revoke.mutate(id)}
                    >
                      {t.revokeNow}
                    </Button>
                  </td>
                </tr>
              ))}
              {all.length === 0 ? (
                <tr>
                  <td colSpan={6}>{t.noTokens}</td>
                </tr>
              ) : null}
            </tbody>
          </table>
        )}
      </Loaded>
      <SaveFailure error={revoke.error} />
      <p className={styles.foot}>
        {t.tokensLead}
        <Button aria-haspopup="dialog" onClick={() => setAdding(true)}>
          {t.newToken}
        </Button>
      </p>
      {adding ? <NewToken onClose={() => setAdding(false)} /> : null}
    </section>
  )
}

function NewToken({ onClose }: { onClose: () => void }) {
  const t = useTexts(teamTexts)
  const { create } = useTokenChanges()
  const [grants, setGrants] = useState<GrantValues>([{ app: '*', role: 'viewer' }])
  const { register, handleSubmit } = useForm({
    defaultValues: { name: '', days: String(TOKEN_LIMITS.days.default) },
  })
  const submit = handleSubmit(({ name, days }) =>
    create.mutate({ name: name.trim(), days: Number(days), grants: [...grants] }),
  )
  if (create.data) {
    const { secret } = create.data
    return (
      <Dialog title={t.secretTitle} onClose={onClose}>
        <div className={shared.stack3}>
          <p>{t.secretWhy}</p>
          <code className={styles.secret}>{secret}</code>
          <div className={styles.choices}>
            <CopyButton labelled variant="primary" text={secret} label={t.copyToken} />
            <Button onClick={onClose}>{t.done}</Button>
          </div>
        </div>
      </Dialog>
    )
  }
  return (
    <Dialog title={t.newTokenTitle} onClose={onClose}>
      <form className={shared.stack3} onSubmit={(event) => void submit(event)} noValidate>
        <LabelledInput label={t.tokenName} {...register('name')} />
        <LabelledInput label={t.days} inputMode="numeric" {...register('days')} />
        <GrantsField grants={grants} approver={false} onChange={setGrants} />
        <SaveFailure error={create.error} />
        <div className={styles.choices}>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button type="submit" variant="primary" aria-disabled={create.isPending}>
            {t.create}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
