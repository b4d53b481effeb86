import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, type Plugin } from 'vite'

/** Inside the project, so that the built renderer finds its packages. */
const CACHE = fileURLToPath(new URL('../../.cache', import.meta.url))
const EMPTY = '<div id="root"></div>'
/** appearance.js loads this script after the first paint, so that the styles get all the bandwidth first. */
const ENTRY = /<script type="module" crossorigin src="([^"]+)"><\/script>/
const PRELOADS = /<link rel="modulepreload"/g
const LANGS = { en: 'en', zh: 'zh-CN' } as const

type Renderer = typeof import('../../web/prerender.tsx')

/**
 * Prerenders each page in each language, for example `support.zh.html` for `/support` and
 * `index.zh.html` for `/`. The server chooses one by path and language.
 * See docs/decisions/0005-prerender.md.
 */
export function prerenderPages(): Plugin {
  let configFile: string | undefined
  let isPageBuild = false
  return {
    name: 'prerender-pages',
    apply: 'build',
    configResolved(config) {
      configFile = config.configFile
      isPageBuild = !config.build.ssr
    },
    async writeBundle({ dir }) {
      if (!isPageBuild || dir === undefined) return
      mkdirSync(CACHE, { recursive: true })
      const folder = mkdtempSync(join(CACHE, 'renderer-'))
      try {
        await build({
          configFile: configFile ?? false,
          logLevel: 'warn',
          build: { ssr: 'prerender.tsx', outDir: folder, copyPublicDir: false, emptyOutDir: true },
        })
        const renderer: Renderer = await import(pathToFileURL(join(folder, 'prerender.js')).href)
        await writePages(dir, renderer)
      } finally {
        rmSync(folder, { recursive: true })
      }
    },
  }
}

async function writePages(dist: string, { PATHS, prerender }: Renderer): Promise<void> {
  const template = readFileSync(join(dist, 'index.html'), 'utf8')
  if (!template.includes(EMPTY)) throw new Error(`index.html does not contain ${EMPTY}`)
  if (!ENTRY.test(template)) throw new Error('index.html does not load its script as expected')
  const assets = readdirSync(join(dist, 'assets'))
  for (const locale of ['en', 'zh'] as const) {
    const texts = assets.find((name) => new RegExp(`^${locale}-[\\w-]{8}\\.js$`).test(name))
    if (!texts) throw new Error(`the build has no texts in ${locale}`)
    for (const path of PATHS) {
      const content = await prerender(path, locale)
      const page = template
        .replace(/<html lang="[^"]*"/, `<html lang="${LANGS[locale]}"`)
        .replace(PRELOADS, '<link rel="later"')
        .replace(
          ENTRY,
          `<link rel="later" crossorigin href="$1">\n    <link rel="later" crossorigin href="/assets/${texts}">`,
        )
        .replace(EMPTY, () => `<div id="root"><div inert aria-hidden="true">${content}</div></div>`)
      writeFileSync(join(dist, `${path.slice(1) || 'index'}.${locale}.html`), page)
    }
  }
}
