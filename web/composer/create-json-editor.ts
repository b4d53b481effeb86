import { defaultKeymap } from '@codemirror/commands'
import { json } from '@codemirror/lang-json'
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  syntaxHighlighting,
} from '@codemirror/language'
import { lintGutter, setDiagnostics } from '@codemirror/lint'
import { EditorState } from '@codemirror/state'
import { EditorView, keymap, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { textChange } from '../features/draft-content/draft-fields.ts'
import type { JsonIssue } from './validate-json.ts'

type Range = { from: number; to: number }

/**
 * The current selection; the editor's state may be one event behind. In a shadow root, Chromium
 * reports it on the root only.
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
 * Inserts text typed over a selection through the editor: Chromium would copy the colour of the
 * replaced text into a style attribute, which the content security policy forbids.
 */
const replaceSelection = EditorView.domEventHandlers({
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

export type JsonEditorHandle = {
  setValue: (text: string) => void
  setIssues: (issues: readonly JsonIssue[]) => void
  destroy: () => void
}

type JsonEditorOptions = { label: string; value: string; onChange: (text: string) => void }

const theme = EditorView.theme({
  '&': { backgroundColor: 'var(--surface)', color: 'var(--text)', fontSize: '0.8125rem' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    minHeight: '14rem',
    maxHeight: '32rem',
    fontFamily: 'var(--font-mono)',
    lineHeight: '1.6',
  },
  '.cm-content': { caretColor: 'var(--text)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-gutters': {
    backgroundColor: 'var(--surface-sunken)',
    color: 'var(--text-soft)',
    border: 'none',
  },
  '.cm-matchingBracket': { backgroundColor: 'var(--accent-soft)' },
  // CodeMirror draws both with data: images, which the content security policy does not allow.
  '.cm-lint-marker-error': {
    content: 'none',
    width: '0.5rem',
    height: '0.5rem',
    margin: '0.4rem 0.2rem',
    borderRadius: '50%',
    backgroundColor: 'var(--bad)',
  },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--bad)',
    textDecorationSkipInk: 'none',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--surface-raised)',
    border: '1px solid var(--border)',
    color: 'var(--text)',
  },
})

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--accent)' },
  { tag: tags.string, color: 'var(--good)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--warn)' },
])

/**
 * Mounts CodeMirror in a shadow root: there it styles itself through constructed style sheets,
 * which a content security policy without `unsafe-inline` allows. It has no undo history: the
 * draft has one.
 */
export function createJsonEditor(host: HTMLElement, options: JsonEditorOptions): JsonEditorHandle {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
  let silent = false
  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: options.value,
      extensions: [
        lineNumbers(),
        lintGutter(),
        indentOnInput(),
        bracketMatching(),
        replaceSelection,
        json(),
        syntaxHighlighting(colours),
        theme,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': options.label }),
        keymap.of(defaultKeymap.filter(({ key }) => key !== 'Mod-Enter')),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !silent) options.onChange(update.state.doc.toString())
        }),
      ],
    }),
  })
  return {
    setValue: (text) => {
      const now = view.state.doc.toString()
      if (text === now) return
      // Only the part that differs, so that the caret ends up behind it.
      const { from, to, end } = textChange(now, text)
      silent = true
      view.dispatch({
        changes: { from, to, insert: text.slice(from, end) },
        selection: { anchor: end },
        scrollIntoView: view.hasFocus,
      })
      silent = false
    },
    setIssues: (issues) => {
      const { length } = view.state.doc
      view.dispatch(
        setDiagnostics(
          view.state,
          issues.map(({ from, to, message }) => ({
            from: Math.min(from, length),
            to: Math.min(to, length),
            severity: 'error' as const,
            message,
          })),
        ),
      )
    },
    destroy: () => view.destroy(),
  }
}
