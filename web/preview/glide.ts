const MS = 180

/**
 * Lets an element travel to its place from where another one stood, so that the eye sees the one
 * become the other. Nothing moves for a reader who asked for less motion.
 */
export function glide(element: Element, from: DOMRect): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
  const to = element.getBoundingClientRect()
  const start = `${from.left - to.left}px ${from.top - to.top}px`
  element.animate(
    [
      { translate: start, opacity: 0.4 },
      { translate: '0 0', opacity: 1 },
    ],
    { duration: MS, easing: 'ease-out' },
  )
}
