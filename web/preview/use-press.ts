import { useCallback, useState } from 'react'
import { useTexts } from '../i18n/texts.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { previewTexts } from './texts.ts'

export type BubblePress = { index: number; text: string; from: DOMRect }

const NOTHING: { pressed: BubblePress | null; focus: number | null } = {
  pressed: null,
  focus: null,
}

/** The clicked bubble, if any; reset when `scene`, everything the preview shows, changes. */
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
    (pressed: BubblePress) => {
      setState({ pressed, focus: null })
      announce(t.announcePressed(pressed.text))
    },
    [announce, t],
  )
  const back = useCallback(() => {
    setState(({ pressed }) => ({ pressed: null, focus: pressed?.index ?? null }))
    announce(t.announceBack)
  }, [announce, t])
  return { ...state, press, back }
}
