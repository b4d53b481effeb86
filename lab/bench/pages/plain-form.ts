import { LANGUAGES } from '#contract/languages'
import { HTML, SCRIPT, type ServedFile } from './page-server.ts'

/** The largest draft: three bubbles, each in all 16 languages. */
export const LARGE_DRAFT = Array.from({ length: 3 }, (_, bubble) => ({
  content: `气泡 ${bubble + 1}`,
  i18n_contents: LANGUAGES.map((language) => ({
    content: `Bubble ${bubble + 1} in ${language}`,
    language,
  })),
}))

/** Runs in the browser, without a framework: each key changes only the text nodes that it must. */
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

/** A hand-written page with the same form and preview. */
export const PLAIN_FORM: Record<string, ServedFile> = {
  '/': {
    type: HTML,
    body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Plain form</title>
<style>body{font:15px system-ui;display:grid;grid-template-columns:1fr 1fr;gap:1rem}label{display:block}pre{white-space:pre-wrap}</style>
</head><body><form></form><div><ul aria-label="Bubbles"></ul><pre></pre></div><script src="/form.js"></script></body></html>`,
  },
  '/form.js': { type: SCRIPT, body: `(${script})(${JSON.stringify(LARGE_DRAFT)})` },
}
