import type { Exchange } from '#contract/exchange'
import { useExchange } from '../../api-client/exchanges.ts'
import { useCaretLanguage } from '../../features/composition/caret-language.ts'
import { LiveBody } from '../../features/composition/live-body.tsx'
import type { Run } from '../../features/exchange-view/run.ts'
import { PreviewPane } from '../../features/preview/preview-pane.tsx'
import type { Target } from '../../features/target/use-target.ts'

/** The preview of what is composed, under the message that gets it. */
export function LivePreview({ target, run }: { target: Target; run: Run }) {
  const caret = useCaretLanguage()
  const push = pushTo(run, target.messageId)
  const { data = push } = useExchange(push?.id ?? null, push)
  return (
    <LiveBody>
      {(followUps) => (
        <PreviewPane
          followUps={followUps}
          message={target.shown}
          botName={target.profile.name}
          caret={caret}
          sent={
            run.status === 'done' && push
              ? {
                  at: run.at,
                  href: chatAddress(target),
                  push: data?.body.includes(JSON.stringify(followUps)) ? data : undefined,
                }
              : null
          }
        />
      )}
    </LiveBody>
  )
}

/** The push of the run that put bubbles under a message, if it did. */
function pushTo(run: Run, messageId: string): Exchange | undefined {
  const push = run.status === 'done' ? run.calls.pushes.at(-1) : undefined
  return push?.code === 0 && push.message_id === messageId ? push : undefined
}

/** The address of the emulator's page with the chat of the message; null for a real platform. */
function chatAddress({ profile, messageId }: Target): string | null {
  if (profile.brand !== 'emulator') return null
  return `/emulator?${new URLSearchParams({ profile: profile.id, message: messageId })}`
}
