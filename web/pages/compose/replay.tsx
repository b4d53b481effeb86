import { useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'wouter'
import { useExchange } from '../../api-client/exchanges.ts'
import { useLoadComposition } from '../../features/composition/load-composition.ts'
import { RequestFailure } from '../../features/exchange-view/request-failure.tsx'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'

const texts = defineTexts({
  en: { loaded: 'Request opened in the editor. Nothing is sent until you press Send.' },
  zh: { loaded: '已在编辑器中打开该请求，按“发送”之前不会发出任何内容。' },
})

/**
 * Loads the request `?replay=ID` into the composer, once, as one step that can be undone. The
 * parameter is then removed from the URL, so that a reload restores what was typed since.
 */
export function Replay({ id }: { id: string }) {
  const t = useTexts(texts)
  const [, setSearch] = useSearchParams()
  const { data, error } = useExchange(id)
  const load = useLoadComposition()
  const announce = useAnnounce()
  const loaded = useRef<string | null>(null)
  // The form ignores new values in the commit that mounts it.
  const [ready, setReady] = useState(false)
  useEffect(() => setReady(true), [])
  useEffect(() => {
    if (!ready || data?.id !== id || loaded.current === id) return
    loaded.current = id
    load({ body: data.body, message_id: data.message_id })
    announce(t.loaded)
    setSearch(
      (before) => {
        const next = new URLSearchParams(before)
        next.delete('replay')
        return next
      },
      { replace: true },
    )
  }, [ready, id, data, load, announce, t, setSearch])
  return error ? <RequestFailure error={error} /> : null
}
