import { useEffect, useRef } from 'react'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { useStatus } from '../target/target-status.tsx'
import type { Target } from '../target/use-target.ts'

const texts = defineTexts({
  en: {
    left: (minutes: number, seconds: number) =>
      minutes > 0
        ? `About ${minutes === 1 ? '1 minute' : `${minutes} minutes`} left for bubbles`
        : seconds > 0
          ? `About ${seconds} seconds left for bubbles`
          : 'The message is too old for bubbles now',
  },
  zh: {
    left: (minutes, seconds) =>
      minutes > 0
        ? `发送气泡约剩 ${minutes} 分钟`
        : seconds > 0
          ? `发送气泡约剩 ${seconds} 秒`
          : '消息已超时，不能再发送气泡',
  },
})

/** The seconds left at which it is announced. */
const MOMENTS = [300, 60, 15, 0]

/** Announces the time left of the chosen message at moments, and a predicted error once for each message. */
export function Announcements({ target }: { target: Target }) {
  const t = useTexts(texts)
  const announce = useAnnounce()
  const { messageId, check } = target
  const { expiresAt, precheck } = check
  const { tone, sentence } = useStatus(target)

  useEffect(() => {
    if (expiresAt === null) return
    const now = Date.now()
    const timers = MOMENTS.map((seconds) => ({ seconds, wait: expiresAt - seconds * 1000 - now }))
      .filter(({ wait }) => wait > 0 && wait < 2 ** 31)
      .map(({ seconds, wait }) =>
        setTimeout(() => announce(t.left(Math.floor(seconds / 60), seconds)), wait),
      )
    return () => timers.forEach(clearTimeout)
  }, [expiresAt, announce, t])

  const announced = useRef('')
  useEffect(() => {
    if (precheck.kind === 'checking' || announced.current === messageId) return
    announced.current = messageId
    if (precheck.kind === 'refused' && tone === 'bad') announce(sentence)
  })
  return null
}
