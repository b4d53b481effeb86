import { useEffect } from 'react'
import { useSearchParams } from 'wouter'
import { useComposition } from '../composition/composition-context.tsx'

/** Longer than any message_id; the field shows its error. */
const MAX_LENGTH = 200

/**
 * Loads the target message of the URL (`?target=om_…`) into the form in one undo step, and removes
 * it from the URL, so that a reload keeps a later choice.
 */
export function useTargetParameter(): void {
  const { draft, load } = useComposition()
  const [search, setSearch] = useSearchParams()
  const target = search.get('target')
  useEffect(() => {
    if (target === null) return
    const present = draft()
    const message_id = target.trim().slice(0, MAX_LENGTH)
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
