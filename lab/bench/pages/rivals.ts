import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PUSH_BODY } from '../load.ts'
import { unpackPackage } from '../npm-packages.ts'
import { HTML, SCRIPT, type ServedFile } from './page-server.ts'

const text = { type: 'string', minLength: 1, maxLength: 200 }
/** The push as an OpenAPI document. */
export const OPENAPI = {
  openapi: '3.0.3',
  info: { title: 'push_follow_up', version: '1' },
  paths: {
    '/open-apis/im/v1/messages/{message_id}/push_follow_up': {
      post: {
        parameters: [
          {
            name: 'message_id',
            in: 'path',
            required: true,
            schema: { type: 'string' },
            example: 'om_bench1',
          },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': { schema: pushBodySchema(), example: JSON.parse(PUSH_BODY) },
          },
        },
        responses: {
          200: {
            description: 'pushed',
            content: { 'application/json': { example: { code: 0, msg: 'success', data: {} } } },
          },
        },
      },
    },
  },
}

function pushBodySchema() {
  const i18n = {
    type: 'object',
    required: ['content', 'language'],
    properties: { content: text, language: { type: 'string' } },
  }
  const followUp = {
    type: 'object',
    required: ['content'],
    properties: { content: text, i18n_contents: { type: 'array', maxItems: 50, items: i18n } },
  }
  return {
    type: 'object',
    required: ['follow_ups'],
    properties: { follow_ups: { type: 'array', minItems: 1, maxItems: 3, items: followUp } },
  }
}

const SWAGGER = 'swagger-ui-dist@5.35.0'
const SCALAR = '@scalar/api-reference@1.72.1'

const JSON_TYPE = 'application/json'
const openapi: ServedFile = { type: JSON_TYPE, body: JSON.stringify(OPENAPI) }

const page = (head: string, body: string): ServedFile => ({
  type: HTML,
  body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>push_follow_up</title>${head}</head><body>${body}</body></html>`,
})

/** Swagger UI with the push, embedded as its documentation says. */
export function swaggerPages(): Record<string, ServedFile> {
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

/** Scalar's API reference with the push. */
export function scalarPages(): Record<string, ServedFile> {
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
