import { createMiddleware } from 'hono/factory'
import type { ConsoleEnv } from '../http/guards.ts'
import { type AppLookup, type Caller, LOCAL_CALLER } from './caller.ts'
import type { Access } from './create-access.ts'

/** How often an open stream checks that its reader may still read it. */
const RECHECK_MS = 15_000

/**
 * Sets `c.var.caller` for the API: who makes the request. What they may do is read from the database each
 * time, so that a change of rights counts at once.
 * @param access null if the console asks for no sign-in
 */
export function authenticate(access: Access | null, apps: AppLookup) {
  return createMiddleware<ConsoleEnv>(async (c, next) => {
    const needsCaller = /^\/(?:api|metrics)(?:\/|$)/.test(c.req.path)
    c.set('caller', access === null ? LOCAL_CALLER : needsCaller ? await access.identify(c) : null)
    c.set('apps', apps)
    await next()
    const caller = c.get('caller')
    const isStream = c.res.headers.get('content-type')?.startsWith('text/event-stream') === true
    if (access === null || !isStream || !c.res.body || !caller) return
    const mayStill = async () => isSame(await access.identify(c).catch(() => null), caller)
    c.res = new Response(endedUnless(c.res.body, mayStill), c.res)
  })
}

/** Whether somebody is still signed in, with the same rights. */
function isSame(now: Caller | null, then: Caller): boolean {
  return now?.actor === then.actor && JSON.stringify(now.rights) === JSON.stringify(then.rights)
}

/** Passes a stream on as long as its reader may read it. */
function endedUnless(
  body: ReadableStream<Uint8Array>,
  mayStill: () => Promise<boolean>,
): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  let timer: NodeJS.Timeout
  return new ReadableStream({
    start(controller) {
      timer = setInterval(async () => {
        if (await mayStill()) return
        clearInterval(timer)
        controller.close()
        await reader.cancel()
      }, RECHECK_MS).unref()
    },
    async pull(controller) {
      const { done, value } = await reader.read()
      try {
        if (!done) return controller.enqueue(value)
        controller.close()
      } catch {
        // It was ended meanwhile.
      }
      clearInterval(timer)
    },
    async cancel(reason) {
      clearInterval(timer)
      await reader.cancel(reason)
    },
  })
}
