import { useEffect } from 'react'
import { useSearchParams } from 'wouter'
import { useComposition } from './composition-context.tsx'

/** Far more than any message_id has; the field explains whatever is wrong with it. */
const LONGEST = 200

/**
 * Takes the target that the address names (`?target=om_…`) into the form, as one step that can be
 * undone; the address then forgets it, so that a reload keeps what was chosen since.
 */
export function useTargetParameter(): void {
  const { draft, load } = useComposition()
  const [search, setSearch] = useSearchParams()
  const target = search.get('target')
  useEffect(() => {
    if (target === null) return
    const present = draft()
    const message_id = target.trim().slice(0, LONGEST)
    load({ ...present, values: { ...present.values, message_id } })
    setSearch(
      (before) => {
        const next = new URLSearchParams(before)
        next.delete('target')
        return next
      },
      { replace: true },
    )
  }, [target, draft, load, setSearch])
}
