import { useEffect, useRef } from 'react'
import type { ImportedMessage } from '#imports/findings'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { ResponseMeaning } from '../error-codes/response-meaning.tsx'
import { MessageChoice, MessageFacts } from '../pasted/message-choice.tsx'
import type { Reading } from '../pasted/read-pasted.ts'
import styles from './paste-note.module.css'

export const pasteTexts = defineTexts({
  en: {
    taken: (id: string) => `Message ID found: ${id}`,
    fromUser: 'This is a user’s message. Bubbles need a bot’s message: choose it in the chat.',
    choice: (n: number) => `${n} messages found. Choose one.`,
    openChat: 'Show the chat’s messages',
    chat: 'Only a chat ID found: choose one of its messages.',
    secret: 'A token or other credential was removed. It was on your clipboard: rotate it.',
    nothing: 'No message ID found.',
    bubbles: (n: number) => (n === 1 ? 'It also has 1 bubble.' : `It also has ${n} bubbles.`),
    openBubbles: 'It also has bubbles that are known only at run time.',
    table: 'It has a table.',
    import: 'Open in Import',
  },
  zh: {
    taken: (id) => `已识别消息 ID：${id}`,
    fromUser: '这是用户的消息。气泡只能加在机器人的消息下，请在会话中选择。',
    choice: (n) => `识别到 ${n} 条消息，请选择一条。`,
    openChat: '查看会话消息',
    chat: '只识别到会话 ID：请选择其中一条消息。',
    secret: '已移除 token 或其他凭证。它曾在剪贴板中，请更换。',
    nothing: '未识别到消息 ID。',
    bubbles: (n) => `其中还有 ${n} 个气泡。`,
    openBubbles: '其中还有气泡，但其值在运行时才确定。',
    table: '其中有表格。',
    import: '在导入中打开',
  },
})

type Props = {
  reading: Reading
  /** The message that was taken from it, at once or by a choice. */
  picked: ImportedMessage | null
  appId: string | null
  onPick: (message: ImportedMessage) => void
  onChat: (chatId: string) => void
  onImport: () => void
}

/** What was found in a pasted text, shown below the field and announced. */
export function PasteNote({ reading, picked, appId, onPick, onChat, onImport }: Props) {
  const t = useTexts(pasteTexts)
  const { several, messages, chat_id, bubbles, follow_ups, table, response, had_token } = reading
  const summary = picked
    ? t.taken(picked.message_id)
    : several
      ? t.choice(messages.length)
      : chat_id !== null
        ? t.chat
        : t.nothing
  useAnnounceOnce(reading, had_token ? `${t.secret} ${summary}` : summary)
  const chat = picked?.chat_id ?? null
  const others = table
    ? t.table
    : bubbles === 'open'
      ? t.openBubbles
      : follow_ups && t.bubbles(follow_ups.length)
  return (
    <div className={styles.note}>
      {had_token ? <Callout tone="warn">{t.secret}</Callout> : null}
      {several && !picked ? (
        <MessageChoice messages={messages} chosen={null} appId={appId} onPick={onPick} />
      ) : (
        <p>{summary}</p>
      )}
      {picked ? <MessageFacts message={picked} appId={appId} /> : null}
      {picked?.sender?.kind === 'user' ? <p>{t.fromUser}</p> : null}
      {chat === null ? null : <Button onClick={() => onChat(chat)}>{t.openChat}</Button>}
      {others ? (
        <p className={styles.others}>
          {others} <Button onClick={onImport}>{t.import}</Button>
        </p>
      ) : null}
      {response ? <ResponseMeaning response={response} from={reading} /> : null}
    </div>
  )
}

/** Announces the result of a reading, but not again after a change of language. */
function useAnnounceOnce(reading: Reading, text: string): void {
  const announce = useAnnounce()
  const announced = useRef<Reading>(null)
  useEffect(() => {
    if (announced.current === reading) return
    announced.current = reading
    announce(text)
  }, [reading, text, announce])
}
