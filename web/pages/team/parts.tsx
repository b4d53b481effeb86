import type { ReactNode } from 'react'
import { type Grant, ROLES } from '#contract/access/roles'
import { RefusedError } from '../../api-client/api.ts'
import { useProfileName } from '../../api-client/profiles.ts'
import { formatMoment } from '../../i18n/format.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Callout } from '../../ui/callout/callout.tsx'
import { LoadFailure } from '../../ui/callout/load-failure.tsx'
import { teamTexts } from './texts.ts'

export type GrantValues = readonly Grant[]

type LoadedProps<T> = {
  query: { data: T | undefined; isError: boolean; refetch: () => unknown }
  children: (data: T) => ReactNode
}

/** The loaded data, or that it is loading or failed. */
export function Loaded<T>({ query: { data, isError, refetch }, children }: LoadedProps<T>) {
  const t = useTexts(teamTexts)
  if (data !== undefined) return children(data)
  if (!isError) return <p role="status">{t.loading}</p>
  return <LoadFailure title={t.failed} onRetry={() => void refetch()} />
}

/** Why a change was not saved. */
export function SaveFailure({ error }: { error: Error | null }) {
  const t = useTexts(teamTexts)
  if (error === null) return null
  const refusal = error instanceof RefusedError ? error.refusal : null
  return (
    <div role="alert">
      <Callout tone="bad">{refusal?.issues[0]?.message ?? refusal?.message ?? t.notSaved}</Callout>
    </div>
  )
}

/** Returns a function that formats a time to the second. */
export function useMoment(): (iso: string) => string {
  const { tag } = useLocale()
  return (iso) => formatMoment(iso, tag)
}

/** Returns functions that name an app of a grant, and the highest role and the apps of several. */
export function useGrantNames() {
  const t = useTexts(teamTexts)
  const profileName = useProfileName()
  const appOf = (app: string) =>
    app === '*' ? t.allApps : app === 'test' ? t.testApps : profileName(app)
  return {
    appOf,
    roleOf(grants: GrantValues) {
      const highest = ROLES.findLast((role) => grants.some((grant) => grant.role === role))
      const approver = grants.some((grant) => grant.approver) ? ` + ${t.roles.approver}` : ''
      return highest === undefined ? t.noRole : t.roles[highest] + approver
    },
    appsOf: (grants: GrantValues) => [...new Set(grants.map(({ app }) => appOf(app)))].join(', '),
  }
}

/** The head of a table; `actions` adds a column without a name for buttons. */
export function TableHead({
  columns,
  actions = false,
}: {
  columns: Readonly<Record<string, string>>
  actions?: boolean
}) {
  return (
    <thead>
      <tr>
        {Object.entries(columns).map(([key, name]) => (
          <th key={key} scope="col">
            {name}
          </th>
        ))}
        {actions ? <td /> : null}
      </tr>
    </thead>
  )
}
