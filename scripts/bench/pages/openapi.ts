const text = { type: 'string', minLength: 1, maxLength: 200 }
/** The one call as an OpenAPI document. */
export const OPENAPI = {
  openapi: '3.0.3',
  info: { title: 'push_follow_up', version: '1' },
  paths: {
    '/open-apis/im/v1/messages/{message_id}/push_follow_up': {
      post: {
        parameters: [
          { name: 'message_id', in: 'path', required: true, schema: { type: 'string' } },
        ],
        requestBody: {
          required: true,
          content: { 'application/json': { schema: pushBodySchema() } },
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
