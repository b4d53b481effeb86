import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete'
import { defaultKeymap } from '@codemirror/commands'
import { json } from '@codemirror/lang-json'
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  syntaxHighlighting,
} from '@codemirror/language'
import { lintGutter, setDiagnostics } from '@codemirror/lint'
import { EditorState, type Extension } from '@codemirror/state'
import { EditorView, keymap, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import type { Locale } from '#contract/locale'
import { textChange } from '../../composition/draft-fields.ts'
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
  /** Puts the caret at the start of a range, and scrolls to it. */
  reveal: (range: Range) => void
  destroy: () => void
}

/** What can replace a range of the text, in the order of the list. */
export type Suggestions = Range & {
  options: { label: string; detail: string; insert: string }[]
  /** Shown while typing; otherwise only if asked for by Ctrl+Space. */
  isTyping: boolean
}

/** Returns what can stand at a position of the text; null if nothing is known. */
export type Complete = (text: string, position: number) => Suggestions | null

type JsonEditorOptions = {
  label: string
  locale: Locale
  value: string
  fills: boolean
  complete: Complete | undefined
  onChange: (text: string) => void
}

function completion(complete: Complete): Extension {
  const source = ({ state, pos, explicit }: CompletionContext): CompletionResult | null => {
    const found = complete(state.doc.toString(), pos)
    if (!found || !(explicit || found.isTyping)) return null
    const { from, to, options } = found
    return {
      from,
      to,
      filter: false,
      options: options.map(
        ({ label, detail, insert }): Completion => ({ label, detail, apply: insert }),
      ),
    }
  }
  return autocompletion({ override: [source], icons: false })
}

/** The words of CodeMirror that a screen reader reads. */
const PHRASES: Record<Locale, Record<string, string>> = {
  en: {},
  zh: { Completions: '补全建议', Diagnostics: '错误和提醒', 'Control character': '控制字符' },
}

const theme = EditorView.theme({
  '&': { backgroundColor: 'var(--surface)', color: 'var(--text)', fontSize: '0.8125rem' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '1.6' },
  '.cm-content': { caretColor: 'var(--text)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-gutters': {
    backgroundColor: 'var(--surface-sunken)',
    color: 'var(--text-soft)',
    border: 'none',
  },
  '.cm-matchingBracket': { backgroundColor: 'var(--accent-soft)' },
  // CodeMirror draws both with data: images, which the content security policy does not allow.
  '.cm-lint-marker-error, .cm-lint-marker-warning': {
    content: 'none',
    width: '0.5rem',
    height: '0.5rem',
    margin: '0.4rem 0.2rem',
    borderRadius: '50%',
    backgroundColor: 'var(--bad)',
  },
  '.cm-lint-marker-warning': { borderRadius: '0', backgroundColor: 'var(--warn)' },
  '.cm-lintRange-error, .cm-lintRange-warning': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--bad)',
    textDecorationSkipInk: 'none',
  },
  '.cm-lintRange-warning': { textDecorationColor: 'var(--warn)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--surface-raised)',
    border: '1px solid var(--border)',
    color: 'var(--text)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'inherit', maxHeight: '14rem' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '0.2rem 0.5rem' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--accent-fill)',
    color: 'var(--on-accent)',
  },
  '.cm-completionLabel': { fontFamily: 'var(--font-mono)' },
  '.cm-completionDetail': { marginInlineStart: '0.75rem', fontStyle: 'normal', opacity: '0.85' },
})

/** The editor has the height of its host, or that of its text within limits. */
const heights = {
  fills: EditorView.theme({ '&': { height: '100%' } }),
  grows: EditorView.theme({ '.cm-scroller': { minHeight: '14rem', maxHeight: '32rem' } }),
}

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
        options.fills ? heights.fills : heights.grows,
        EditorState.phrases.of(PHRASES[options.locale]),
        options.complete ? completion(options.complete) : [],
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
          issues.map(({ from, to, severity, message }) => ({
            from: Math.min(from, length),
            to: Math.min(to, length),
            severity,
            message,
          })),
        ),
      )
    },
    reveal: ({ from }) => {
      const anchor = Math.min(from, view.state.doc.length)
      view.dispatch({
        selection: { anchor },
        effects: EditorView.scrollIntoView(anchor, { y: 'center' }),
      })
      view.focus()
    },
    destroy: () => view.destroy(),
  }
}
