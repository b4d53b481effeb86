import { Link } from 'wouter'
import type { EmulatorState, EmulatorUser } from '#contract/emulator/state'
import { LANGUAGE_NAMES } from '#contract/languages'
import { Avatar } from '../../features/chat/chat.tsx'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import fieldStyles from '../../ui/form/field.module.css'
import { LabelledSelect } from '../../ui/form/labelled-field.tsx'
import { Pane } from '../../ui/layout.tsx'
import shared from '../../ui/shared.module.css'
import { IsolatedText } from '../../ui/text/isolated-text.tsx'
import styles from './chat-list.module.css'
import { type ChatView, chatViewKey, chatViewName } from './chat-views.ts'
import { emulatorTexts } from './texts.ts'
import type { EmulatorPageParams } from './use-page-params.ts'

type Props = {
  state: EmulatorState
  views: readonly ChatView[]
  open: ChatView | undefined
  params: EmulatorPageParams
  setParams: (changes: Partial<EmulatorPageParams>) => void
}

/** The user whose chats are shown, and their chats. */
export function ChatList({ state, views, open, params, setParams }: Props) {
  const t = useTexts(emulatorTexts)
  const { count } = state.limits.chats
  return (
    <Pane title={t.chats}>
      <LabelledSelect
        label={t.whose}
        value={params.user ?? ''}
        options={[
          { value: '', label: t.everyone },
          ...state.users.map(({ open_id, name }) => ({ value: open_id, label: name })),
        ]}
        onValue={(user) => setParams({ user: user || null, chat: null, message: null })}
      />
      {views.length === 0 ? (
        <div className={styles.none}>
          <p>{t.noChats}</p>
          <p>{t.noChatsWhy}</p>
          <Link href="/">{t.toCompose}</Link>
        </div>
      ) : (
        <ul className={styles.list}>
          {views.map((view) => (
            <li key={chatViewKey(view)}>
              <ChatListItem
                view={view}
                users={state.users}
                everyone={params.user === null}
                open={view === open}
                onOpen={() => setParams({ chat: chatViewKey(view), message: null })}
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

type ChatListItemProps = {
  view: ChatView
  users: readonly EmulatorUser[]
  /** Whether the chats of all users are listed, so that each names its user. */
  everyone: boolean
  open: boolean
  onOpen: () => void
}

/** One chat: name, last message and number of unread messages. */
function ChatListItem({ view, users, everyone, open, onOpen }: ChatListItemProps) {
  const t = useTexts(emulatorTexts)
  const { locale } = useLocale()
  const { chat, viewer, last, unread } = view
  const group = chat?.chat_mode === 'group'
  const other = chatViewName(view)
  const language = LANGUAGE_NAMES[viewer.language]
  const lastSpeaker =
    last?.sender.id === viewer.open_id && !everyone
      ? t.you
      : users.find(({ open_id }) => open_id === last?.sender.id)?.name
  const lastText = last?.deleted ? t.recalledShort : last?.text
  return (
    <button
      type="button"
      className={styles.item}
      aria-current={open ? 'true' : undefined}
      onClick={onOpen}
    >
      <Avatar who={everyone && !group ? 'user' : 'bot'} />
      <span className={styles.words}>
        <span className={styles.name}>
          <IsolatedText text={everyone && !group ? viewer.name : other} oneLine />
        </span>
        <span className={styles.detail}>
          {group ? (
            t.people(chat.open_ids.length)
          ) : (
            <span title={language[locale]}>{language.native}</span>
          )}
          {everyone && !group ? <IsolatedText text={other} oneLine /> : null}
        </span>
        <span className={shared.soft}>
          <IsolatedText
            text={
              lastText === undefined
                ? t.startsHere
                : lastSpeaker
                  ? t.messageBy(lastSpeaker, lastText)
                  : lastText
            }
            oneLine
          />
        </span>
      </span>
      {unread > 0 ? (
        <span className={styles.unread}>
          <span aria-hidden="true">{unread}</span>
          <span className="visually-hidden">{t.unread(unread)}</span>
        </span>
      ) : null}
    </button>
  )
}
