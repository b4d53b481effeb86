import { type ApiCall, type ApiDocument, describeApi } from '../openapi.ts'
import { refusalSchema } from '../refusal.ts'
import { EMULATOR_CALLS, type EmulatorCall } from './calls.ts'
import { scenarioSchema } from './scenario.ts'
import { emulatorMessageSchema, emulatorStateSchema } from './state.ts'

/** Describes the emulator's control API as an OpenAPI 3.1 document. */
export function describeControlApi(): ApiDocument {
  return describeApi({
    title: 'Emulator control API',
    version: '1',
    schemas: {
      State: emulatorStateSchema,
      Message: emulatorMessageSchema,
      Scenario: scenarioSchema,
      Refusal: refusalSchema,
    },
    calls: Object.values(EMULATOR_CALLS).map(describeCall),
  })
}

function describeCall(call: EmulatorCall): ApiCall {
  const { method, path, summary, query, body, response, contentType } = call
  const refusal = (description: string) => ({ description, schema: refusalSchema })
  return {
    method,
    path: `/_emulator${path}`,
    summary,
    query,
    body,
    bodyOptional: true,
    responses: {
      200: { description: 'Done', schema: response, ...(contentType && { contentType }) },
      ...(method !== 'GET' && { 403: refusal('The request comes from a page of another origin') }),
      ...(/[:]/.test(path) && { 404: refusal('Nothing has this id') }),
      ...(body && {
        413: refusal('The body is too large'),
        422: refusal('The body does not fit; `issues` has a path and a message for each error'),
      }),
      421: refusal('The Host is not a loopback name of this machine'),
      ...(contentType && { 503: refusal('Too many listeners') }),
    },
  }
}
