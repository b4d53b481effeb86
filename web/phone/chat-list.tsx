import { useId } from 'react'
import { Link } from 'wouter'
import type { EmulatorState } from '#contract/emulator-state'
import { useTexts } from '../i18n/texts.ts'
import fieldStyles from '../ui/field.module.css'
import { Pane } from '../ui/pane.tsx'
import styles from './chat-list.module.css'
import { ChatListItem } from './chat-list-item.tsx'
import { type Conversation, conversationKey } from './conversations.ts'
import { phoneTexts } from './texts.ts'
import type { Place } from './use-place.ts'

type Props = {
  state: EmulatorState
  conversations: readonly Conversation[]
  open: Conversation | undefined
  place: Place
  go: (part: Partial<Place>) => void
}

/** Whose phone it is, and the chats on it. */
export function ChatList({ state, conversations, open, place, go }: Props) {
  const t = useTexts(phoneTexts)
  const id = useId()
  const { count } = state.limits.chats
  return (
    <Pane title={t.chats}>
      <div className={fieldStyles.field}>
        <label htmlFor={id} className={fieldStyles.label}>
          {t.whose}
        </label>
        <select
          id={id}
          className={fieldStyles.input}
          value={place.user ?? ''}
          onChange={({ target }) => go({ user: target.value || null, chat: null, message: null })}
        >
          <option value="">{t.everyone}</option>
          {state.users.map(({ open_id, name }) => (
            <option key={open_id} value={open_id}>
              {name}
            </option>
          ))}
        </select>
      </div>
      {conversations.length === 0 ? (
        <div className={styles.none}>
          <p>{t.noChats}</p>
          <p>{t.noChatsWhy}</p>
          <Link href="/">{t.toConsole}</Link>
        </div>
      ) : (
        <ul className={styles.list}>
          {conversations.map((conversation) => (
            <li key={conversationKey(conversation)}>
              <ChatListItem
                conversation={conversation}
                users={state.users}
                everyone={place.user === null}
                open={conversation === open}
                onOpen={() => go({ chat: conversationKey(conversation), message: null })}
              />
            </li>
          ))}
        </ul>
      )}
      {count > state.chats.length ? (
        <p className={fieldStyles.hint}>{t.more(state.chats.length, count)}</p>
      ) : null}
    </Pane>
  )
}
