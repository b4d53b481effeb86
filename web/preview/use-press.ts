import { useCallback, useState } from 'react'
import { useTexts } from '../i18n/texts.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { previewTexts } from './texts.ts'

export type Press = { index: number; text: string; from: DOMRect }

const NOTHING: { pressed: Press | null; focus: number | null } = { pressed: null, focus: null }

/**
 * Which bubble was pressed, if any. The press is forgotten as soon as `scene`, all that the reader
 * sees, is another one: what it showed would then no longer happen.
 */
export function usePress(scene: string) {
  const t = useTexts(previewTexts)
  const announce = useAnnounce()
  const [state, setState] = useState(NOTHING)
  const [lastScene, setLastScene] = useState(scene)
  if (scene !== lastScene) {
    setLastScene(scene)
    setState(NOTHING)
  }
  const press = useCallback(
    (pressed: Press) => {
      setState({ pressed, focus: null })
      announce(t.saidPressed(pressed.text))
    },
    [announce, t],
  )
  const back = useCallback(() => {
    setState(({ pressed }) => ({ pressed: null, focus: pressed?.index ?? null }))
    announce(t.saidBack)
  }, [announce, t])
  return { ...state, press, back }
}
