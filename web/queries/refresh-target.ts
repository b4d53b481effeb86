import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { BUDGET, CHAT_MESSAGES, PREFLIGHT, RECIPIENTS } from './keys.ts'
import { readAnew } from './read-anew.ts'

/** Reads anew what a send changes: whether it would work again, the chat, whom was written to, what is left. */
export function useRefreshTarget(): () => void {
  const client = useQueryClient()
  return useCallback(() => {
    void readAnew(client, [PREFLIGHT], [CHAT_MESSAGES], [RECIPIENTS], [BUDGET])
  }, [client])
}
