import { LARGE_DRAFT } from './large-draft.ts'
import { HTML, type Page, SCRIPT } from './serve-pages.ts'

/** Runs in the browser: no framework, each key changes exactly the text nodes that it has to. */
function script(draft: typeof LARGE_DRAFT): void {
  const reader = 'en_us'
  const form = document.querySelector('form')
  const preview = document.querySelector('ul')
  const body = document.querySelector('pre')
  if (!form || !preview || !body) return
  const showBody = () => {
    body.textContent = JSON.stringify({ follow_ups: draft }, null, 2)
  }
  const field = (parent: Element, label: string, text: string, onText: (text: string) => void) => {
    const line = parent.appendChild(document.createElement('label'))
    line.append(label)
    const input = line.appendChild(document.createElement('input'))
    const counter = line.appendChild(document.createElement('output'))
    input.value = text
    counter.textContent = `${text.length} / 200`
    input.addEventListener('input', () => {
      const length = [...input.value].length
      counter.textContent = `${length} / 200`
      input.setCustomValidity(length < 1 || length > 200 ? '1 to 200 characters' : '')
      onText(input.value)
      showBody()
    })
  }
  for (const [n, followUp] of draft.entries()) {
    const group = form.appendChild(document.createElement('fieldset'))
    const bubble = preview.appendChild(document.createElement('li'))
    const show = () => {
      const own = followUp.i18n_contents.find(({ language }) => language === reader)
      bubble.textContent = own?.content ?? followUp.content
    }
    group.append(`Bubble ${n + 1}`)
    field(group, 'Default text', followUp.content, (text) => {
      followUp.content = text
      show()
    })
    for (const row of followUp.i18n_contents) {
      field(group, row.language, row.content, (text) => {
        row.content = text
        show()
      })
    }
    show()
  }
  showBody()
}

/** The same form and preview, written by hand. */
export const PLAIN_FORM: Record<string, Page> = {
  '/': {
    type: HTML,
    body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Plain form</title>
<style>body{font:15px system-ui;display:grid;grid-template-columns:1fr 1fr;gap:1rem}label{display:block}pre{white-space:pre-wrap}</style>
</head><body><form></form><div><ul aria-label="Bubbles"></ul><pre></pre></div><script src="/form.js"></script></body></html>`,
  },
  '/form.js': { type: SCRIPT, body: `(${script})(${JSON.stringify(LARGE_DRAFT)})` },
}
