/** What a text with a secret contains; whether it has one is decided by the part that is loaded then. */
export const MAY_HAVE_SECRET =
  /(?<![\w-])[tua]-\w{12}|eyJ[\w-]{8}|secret|token|encrypt|passw|key|authorization|bearer|basic|cookie/i

/**
 * Keeps tokens and other secrets of pasted and dropped texts out of all fields but those for passwords.
 * Fields with `data-reads-paste` read what is pasted themselves.
 */
export function guardPastes(): void {
  const guard = (event: Event, data: DataTransfer | null) => {
    const text = data?.getData('text/plain') ?? ''
    // The JSON editor is in a shadow tree, of which `target` is only the host.
    const [target] = event.composedPath()
    if (!event.isTrusted || !(target instanceof Element) || !MAY_HAVE_SECRET.test(text)) return
    const field = target.closest('input, textarea, [contenteditable=true]')
    if (!field || field.matches('[data-reads-paste], [type=password]')) return
    // Before the field gets it.
    event.preventDefault()
    event.stopImmediatePropagation()
    void import('./paste-without-secrets.ts').then((m) => m.pasteWithoutSecrets(field, text))
  }
  addEventListener('paste', (event) => guard(event, event.clipboardData), { capture: true })
  addEventListener('drop', (event) => guard(event, event.dataTransfer), { capture: true })
}
