import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const OURS = fileURLToPath(new URL('../../web/ui/create-icon.ts', import.meta.url))
const LUCIDES = '../createLucideIcon.mjs'

/** Makes Lucide's icons with web/ui/create-icon.ts, a tenth of the size of its own function. */
export function smallIcons(): Plugin {
  return {
    name: 'small-icons',
    enforce: 'pre',
    apply: 'build',
    resolveId: (source) => (source === LUCIDES ? `\0${LUCIDES}` : null),
    load: (id) =>
      id === `\0${LUCIDES}`
        ? `export { createIcon as default } from ${JSON.stringify(OURS)}`
        : null,
  }
}
