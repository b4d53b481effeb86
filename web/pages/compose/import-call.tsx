import { type ComponentProps, useCallback } from 'react'
import type { DraftFollowUps } from '#contract/draft'
import { readTable } from '../../features/bubbles/paste-table.ts'
import { ImportDialog } from '../../features/import/import-dialog.tsx'

type Props = Omit<ComponentProps<typeof ImportDialog>, 'readTable'> & {
  /** The bubbles of the composer, which a pasted table changes. */
  followUps: DraftFollowUps
}

/** The import dialog, which puts a pasted table into the bubbles of the composer. */
export function ImportCall({ followUps, ...rest }: Props) {
  const read = useCallback((table: string) => readTable(table, followUps), [followUps])
  return <ImportDialog {...rest} readTable={read} />
}
