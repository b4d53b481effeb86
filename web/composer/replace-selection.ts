import { EditorView } from '@codemirror/view'

type Range = { from: number; to: number }

/**
 * What is selected on the page at this moment; the editor's own state may be one event behind. In a
 * shadow root Chromium tells it to the root only.
 */
function selectedRange(view: EditorView): Range {
  // Not every browser has this on a shadow root, and no type declares it there.
  const root = view.root as DocumentOrShadowRoot & { getSelection?: () => Selection | null }
  const selection = root.getSelection?.()
  const ends = selection && [
    [selection.anchorNode, selection.anchorOffset] as const,
    [selection.focusNode, selection.focusOffset] as const,
  ]
  const positions = ends?.flatMap(([node, offset]) =>
    node && view.contentDOM.contains(node) ? [view.posAtDOM(node, offset)] : [],
  )
  if (positions?.length !== 2) return view.state.selection.main
  return { from: Math.min(...positions), to: Math.max(...positions) }
}

/**
 * Text typed over a selection is put in by the editor, not by the browser: Chromium would carry the
 * colour of the replaced text over in a style attribute, which the content security policy forbids.
 */
export const replaceSelection = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    if (event.inputType !== 'insertText' || event.data === null || view.composing) return false
    const { from, to } = selectedRange(view)
    if (from === to) return false
    event.preventDefault()
    view.dispatch({
      changes: { from, to, insert: event.data },
      selection: { anchor: from + event.data.length },
      userEvent: 'input.type',
      scrollIntoView: true,
    })
    return true
  },
})
