import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { BUDGET, CHAT_MESSAGES, PREFLIGHT, RECIPIENTS } from './keys.ts'

/** Reads anew what a send changes: whether it would work again, the chat, whom was written to, what is left. */
export function useRefreshTarget(): () => void {
  const client = useQueryClient()
  return useCallback(() => {
    for (const key of [PREFLIGHT, CHAT_MESSAGES, RECIPIENTS, BUDGET]) {
      void client.invalidateQueries({ queryKey: [key] })
    }
  }, [client])
}
