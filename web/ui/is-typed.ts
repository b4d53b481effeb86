const TYPED = 'textarea, [contenteditable=true], input:not([type=radio], [type=checkbox])'

/** Whether keys write into the element. */
export function isTyped(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches(TYPED)
}
