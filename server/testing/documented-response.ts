import type { RouterRoute } from 'hono/types'
import { responsesOf } from '../http/api-document.ts'
import { type RouteSpec, specOf } from '../http/validated.ts'

type SentRequest = { method: string; path: string }

/** What was made of a route for its first response. */
const known = new WeakMap<RouteSpec, ReturnType<typeof responsesOf>>()
const patterns = new Map<string, RegExp>()

/** Throws if the route of a request does not document a response like this one. */
export async function expectDocumented(
  routes: readonly RouterRoute[],
  { method, path }: SentRequest,
  response: Response,
): Promise<void> {
  const [pathname = ''] = path.split('?')
  const spec = routes
    .filter((route) => route.method === method && patternOf(route.path).test(pathname))
    .map(({ handler }) => specOf(handler))
    .find((found) => found !== undefined)
  // The responses of an emulator are forwarded unchanged, whatever they are.
  if (!spec || spec.refusals?.includes('emulator_unreachable')) return

  const documents = known.get(spec) ?? responsesOf(spec)
  known.set(spec, documents)
  const documented = (await documents)[response.status]
  if (!documented) throw new Error(`${method} ${path}: ${response.status} is not documented`)
  const isJson = response.headers.get('content-type')?.startsWith('application/json')
  // A download is left to be read at the speed of its reader.
  if (!isJson || response.headers.has('content-disposition')) return
  // Compression is the same for all: without it the same response is validated.
  if (response.headers.has('content-encoding')) return
  const result = documented.schema?.safeParse(await response.clone().json())
  if (result?.success) return
  const issues = result?.error.issues ?? 'no JSON'
  throw new Error(
    `${method} ${path}: ${response.status} is documented as ${JSON.stringify(issues)}`,
  )
}

function patternOf(path: string): RegExp {
  const found = patterns.get(path)
  if (found) return found
  const pattern = new RegExp(`^${path.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')}$`)
  patterns.set(path, pattern)
  return pattern
}
