import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unpackPackage } from '../tool.ts'
import { OPENAPI } from './openapi.ts'
import { HTML, type Page, SCRIPT } from './serve-pages.ts'

const SWAGGER = 'swagger-ui-dist@5.35.0'
const SCALAR = '@scalar/api-reference@1.72.1'

const JSON_TYPE = 'application/json'
const openapi: Page = { type: JSON_TYPE, body: JSON.stringify(OPENAPI) }

const page = (head: string, body: string): Page => ({
  type: HTML,
  body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>push_follow_up</title>${head}</head><body>${body}</body></html>`,
})

/**
 * Swagger UI with this one call, as its documentation says to embed it.
 * @throws Unavailable
 */
export function swaggerPages(): Record<string, Page> {
  const file = (name: string) => readFileSync(join(unpackPackage(SWAGGER), name))
  return {
    '/': page(
      '<link rel="stylesheet" href="/swagger-ui.css">',
      `<div id="swagger-ui"></div><script src="/swagger-ui-bundle.js"></script>
      <script>SwaggerUIBundle({ url: '/openapi.json', dom_id: '#swagger-ui' })</script>`,
    ),
    '/swagger-ui.css': { type: 'text/css', body: file('swagger-ui.css') },
    '/swagger-ui-bundle.js': { type: SCRIPT, body: file('swagger-ui-bundle.js') },
    '/openapi.json': openapi,
  }
}

/**
 * Scalar's reference with this one call.
 * @throws Unavailable
 */
export function scalarPages(): Record<string, Page> {
  const script = readFileSync(join(unpackPackage(SCALAR), 'dist/browser/standalone.js'))
  return {
    '/': page(
      '',
      `<div id="app"></div><script src="/standalone.js"></script>
      <script>Scalar.createApiReference('#app', { url: '/openapi.json' })</script>`,
    ),
    '/standalone.js': { type: SCRIPT, body: script },
    '/openapi.json': openapi,
  }
}
