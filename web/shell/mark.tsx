/** The console's own sign: a message with two bubbles under it. */
export function Mark() {
  return (
    <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#3a53d0" />
      <path
        d="M7 9.5A2.5 2.5 0 0 1 9.5 7h13A2.5 2.5 0 0 1 25 9.5v5a2.5 2.5 0 0 1-2.5 2.5H13l-4.2 3.4A.5.5 0 0 1 8 20v-3.1a2.5 2.5 0 0 1-1-2z"
        fill="#fff"
      />
      <rect x="11" y="21" width="6" height="4.5" rx="2.25" fill="#b9c4ff" />
      <rect x="18.5" y="21" width="6.5" height="4.5" rx="2.25" fill="#b9c4ff" />
    </svg>
  )
}
