/** As a `ref`: the element takes the focus when it appears, because that of the one before it is lost. */
export function takeFocus(element: HTMLElement | null): void {
  element?.focus()
}
