import { useCaretLanguage } from '../../features/composition/caret-language.ts'
import { LiveBody } from '../../features/composition/live-body.tsx'
import type { Run } from '../../features/exchange-view/run.ts'
import { PreviewPane } from '../../features/preview/preview-pane.tsx'
import type { Target } from '../../features/target/use-target.ts'

/** The preview of what is composed, under the message that gets it. */
export function LivePreview({ target, run }: { target: Target; run: Run }) {
  const caret = useCaretLanguage()
  const sent = sentTo(run, target.messageId)
  return (
    <LiveBody>
      {(followUps) => (
        <PreviewPane
          followUps={followUps}
          message={target.shown}
          botName={target.profile.name}
          caret={caret}
          sent={sent === null ? null : { at: sent, href: chatAddress(target) }}
        />
      )}
    </LiveBody>
  )
}

/** When the last run put bubbles under a message, in milliseconds since 1970; null if it did not. */
function sentTo(run: Run, messageId: string): number | null {
  if (run.status !== 'done') return null
  const push = run.calls.pushes.at(-1)
  return push?.code === 0 && push.message_id === messageId ? run.at : null
}

/** The address of the emulator's page with the chat of the message; null for a real platform. */
function chatAddress({ profile, messageId }: Target): string | null {
  if (profile.brand !== 'emulator') return null
  return `/emulator?${new URLSearchParams({ profile: profile.id, message: messageId })}`
}
