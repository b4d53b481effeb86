import { useEffect, useRef } from 'react'
import { useSearchParams } from 'wouter'
import { MESSAGE_ID } from '#contract/message-id'

/** Takes the message that a link names (`/?target=om_…`) as the target, once, and tidies the address. */
export function useTargetParameter(onTarget: (messageId: string) => void): void {
  const [search, setSearch] = useSearchParams()
  const id = search.get('target')
  const latest = useRef(onTarget)
  useEffect(() => {
    latest.current = onTarget
  })
  useEffect(() => {
    if (id === null) return
    if (MESSAGE_ID.test(id)) latest.current(id)
    setSearch(
      (before) => {
        const next = new URLSearchParams(before)
        next.delete('target')
        return next
      },
      { replace: true },
    )
  }, [id, setSearch])
}
