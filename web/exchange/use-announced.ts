import { useEffect, useRef } from 'react'
import { useLocale } from '../i18n/locale-context.tsx'
import { useAnnounce } from '../ui/announcer.tsx'
import { announcement } from './announcement.ts'
import type { Asked } from './answer.ts'

/** Says each new answer once, and a running exchange again when it ends; a change of language says nothing. */
export function useAnnounced(answer: Asked) {
  const { locale } = useLocale()
  const announce = useAnnounce()
  const said = useRef<unknown>(null)
  useEffect(() => {
    const mark = markOf(answer)
    if (said.current === mark) return
    said.current = mark
    announce(announcement(answer, locale))
  }, [answer, announce, locale])
}

function markOf(answer: Asked): unknown {
  if (answer.status !== 'exchange') return answer
  const { id, state } = answer.exchange
  return `${id} ${state}`
}
