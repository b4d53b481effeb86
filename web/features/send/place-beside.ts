/** Puts a popover under its button, or above it if there is more room. */
export function placeBeside(popover: HTMLElement | null, button: HTMLElement | null): void {
  if (!popover || !button) return
  const { top, bottom, left } = button.getBoundingClientRect()
  const { innerHeight } = window
  const isBelow = innerHeight - bottom >= top
  const { style } = popover
  style.setProperty('--top', isBelow ? `${bottom + 4}px` : 'auto')
  style.setProperty('--bottom', isBelow ? 'auto' : `${innerHeight - top + 4}px`)
  style.setProperty('--left', `${left}px`)
  style.setProperty('--room', `${isBelow ? innerHeight - bottom - 12 : top - 12}px`)
}
