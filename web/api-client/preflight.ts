import { useQueryClient } from '@tanstack/react-query'
import { MESSAGE_ID } from '#contract/ids'
import { useLocale } from '../i18n/locale-context.tsx'
import { useRead } from './api.ts'
import { CHAT_MESSAGES, PREFLIGHT } from './refresh.ts'

/** A result older than this may be wrong: the chat may have gone on. */
const PREFLIGHT_FRESH_MS = 30_000

/** Whether a push to this message would be accepted, as far as reads can tell; disabled for null. */
export function usePreflight(profile: string, message_id: string | null) {
  const { locale } = useLocale()
  return useRead(
    [PREFLIGHT, profile, message_id, locale],
    'GET /api/messages/:message_id/preflight',
    {
      params: { message_id: message_id ?? '' },
      query: { profile },
      response: async () => (await import('#contract/checks')).preflightSchema,
      enabled: message_id !== null && MESSAGE_ID.test(message_id),
      staleTime: PREFLIGHT_FRESH_MS,
      retry: false,
    },
  )
}

/** Returns a function that cancels running pre-checks; earlier results stay. */
export function useCancelPreflight(): () => Promise<void> {
  const client = useQueryClient()
  return () => client.cancelQueries({ queryKey: [PREFLIGHT] })
}

/** The latest messages of a chat, refetched on window focus, after a send, and every `pollMs` if given; disabled for an empty id. */
export function useChatMessages(profile: string, chat_id: string, pollMs: number | false = false) {
  const { locale } = useLocale()
  return useRead([CHAT_MESSAGES, profile, chat_id, locale], 'GET /api/chats/:chat_id/messages', {
    params: { chat_id },
    query: { profile, limit: '20' },
    response: async () => (await import('#contract/recipients')).chatMessagesSchema,
    enabled: chat_id !== '',
    staleTime: 5_000,
    refetchInterval: pollMs,
    retry: false,
  })
}
