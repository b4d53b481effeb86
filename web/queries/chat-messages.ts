import { useQuery } from '@tanstack/react-query'
import { chatMessagesSchema } from '#contract/chat-messages'
import { useLocale } from '../i18n/locale-context.tsx'
import { CHAT_MESSAGES } from './keys.ts'
import { request } from './request.ts'

const SHOWN = '20'

/** The latest messages of a chat. They are read when asked for, when the page is looked at again, and after a send. */
export function useChatMessages(profile: string, chat_id: string) {
  const { locale } = useLocale()
  return useQuery({
    queryKey: [CHAT_MESSAGES, profile, chat_id, locale],
    queryFn: ({ signal }) =>
      request(
        `/api/chats/${encodeURIComponent(chat_id)}/messages?${new URLSearchParams({ profile, limit: SHOWN })}`,
        chatMessagesSchema,
        { locale, signal },
      ),
    staleTime: 5_000,
    retry: false,
  })
}
