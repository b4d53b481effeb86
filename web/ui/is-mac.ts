/** Whether the keyboard has ⌘ where others have Ctrl. */
export const IS_MAC = /^(Mac|iP)/.test(navigator.platform)
