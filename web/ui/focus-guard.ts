const FOCUSABLE =
  'a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary, [contenteditable=true], [tabindex]'
/** Within the nearest of these the focus moves to a neighbour; each is a part that a person sees as one. */
const PARTS = 'dialog[open], [popover], section, form, fieldset, nav, header, main'

/** Long enough for a component that moves the focus itself, and too short to notice. */
const REST_MS = 60

/** Where a removed element was: what followed it and what held it. */
type Position = { parent: Node; next: Node | null }

/**
 * Moves the focus to a neighbour when the element that had it is removed, hidden or disabled by a
 * press. The browser would move it to `<body>`, and the next Tab would start at the top of the page.
 * Call it once; it watches the document from then on.
 * @param first what had the focus when this was requested; it may be gone by now
 */
export function guardFocus(first: EventTarget | null): void {
  let last = first instanceof Element ? first : document.activeElement
  let position: Position | null = null
  let timer = 0
  const check = () => {
    if (!isLost() || !last || canTakeFocus(last)) return
    const lost: Position = position ?? { parent: last.parentNode ?? document.body, next: last }
    focusNear(lost)
  }
  addEventListener('focusin', ({ target }) => {
    if (target instanceof Element) last = target
    position = null
  })
  const observer = new MutationObserver((records) => {
    const gone = last !== null && !last.isConnected
    // Typing changes the page too, and must not pay for this.
    if (!gone && records.every(({ type }) => type === 'childList')) return
    for (const { target, nextSibling, removedNodes } of records) {
      const removed = gone && [...removedNodes].some((node) => node.contains(last))
      if (removed) position = { parent: target, next: nextSibling }
    }
    clearTimeout(timer)
    timer = window.setTimeout(check, REST_MS)
  })
  observer.observe(document.body, {
    attributeFilter: ['disabled', 'hidden', 'open', 'inert'],
    childList: true,
    subtree: true,
  })
  check()
}

function isLost(): boolean {
  const { activeElement } = document
  return activeElement === null || activeElement === document.body
}

function canTakeFocus(element: Element): boolean {
  return element.isConnected && element.checkVisibility() && !element.matches(':disabled')
}

/** Focuses what follows the position in its part of the page, else what precedes it, else the content. */
function focusNear({ parent, next }: Position): void {
  const modal = document.querySelector('dialog:modal')
  const holder = parent.isConnected && (!modal || modal.contains(parent)) ? parent : modal
  const part = holder instanceof Element ? holder.closest(PARTS) : null
  const near =
    part && holder !== document.querySelector('main') ? neighbour(part, holder, next) : null
  const target = near ?? document.getElementById('content')
  target?.focus()
}

function neighbour(part: Element, parent: Node | null, next: Node | null): HTMLElement | null {
  const all = [...part.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (one) => one.tabIndex >= 0 && canTakeFocus(one),
  )
  const from = next?.isConnected ? next : parent
  if (!from) return all[0] ?? null
  const follows = (one: HTMLElement) =>
    next === from
      ? one === from || from.contains(one) || comesAfter(from, one)
      : comesAfter(from, one) && !from.contains(one)
  return all.find(follows) ?? all.at(-1) ?? null
}

function comesAfter(first: Node, second: Node): boolean {
  return (first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
}
