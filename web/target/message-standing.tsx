import type { ChatMessage } from '#contract/chat-messages'
import { useTexts } from '../i18n/texts.ts'
import { Badge } from '../ui/badge.tsx'
import { usePassed } from '../ui/use-passed.ts'
import { recipientTexts } from './recipient-texts.ts'
import { TimeLeft } from './time-left.tsx'

/** Whether a message takes bubbles, for how long still, or which code would come. */
export function MessageStanding({ standing }: { standing: ChatMessage['standing'] }) {
  const t = useTexts(recipientTexts)
  const { can_take, code } = standing
  const until = standing.expires_at === null ? null : Date.parse(standing.expires_at)
  const over = usePassed(can_take === 'yes' ? until : null)
  if (can_take === 'not_checked') return <Badge tone="unsure">{t.notKnown}</Badge>
  if (can_take === 'no') {
    const why = code === null ? undefined : t.refusedBy[code]
    return <Badge>{[code, why].filter((part) => part != null).join(' · ')}</Badge>
  }
  if (over) return <Badge>{t.over}</Badge>
  return (
    <>
      <span className="visually-hidden">{t.takes}</span>
      {until === null ? <Badge tone="good">{t.takes}</Badge> : <TimeLeft until={until} />}
    </>
  )
}
