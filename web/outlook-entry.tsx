import { type ComponentProps, lazy, Suspense } from 'react'
import { MESSAGE_ID } from '#contract/message-id'
import type { SendOutlook as Outlook } from './target/send-outlook.tsx'
import { useRested } from './ui/use-rested.ts'

const SendOutlook = lazy(async () => ({
  default: (await import('./target/send-outlook.tsx')).SendOutlook,
}))

const REST_MS = 400

/** What Send would come to, from when there is a message to ask about. */
export function OutlookEntry(props: Omit<ComponentProps<typeof Outlook>, 'rested'>) {
  const rested = useRested(props.messageId, REST_MS)
  if (!MESSAGE_ID.test(props.messageId)) return null
  return (
    <Suspense>
      <SendOutlook rested={rested} {...props} />
    </Suspense>
  )
}
