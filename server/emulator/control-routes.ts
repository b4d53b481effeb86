import { Hono } from 'hono'
import {
  assumeSchema,
  botMessageSchema,
  changeAppSchema,
  changeUserSchema,
  clickSchema,
  moveClockSchema,
  readSchema,
  resetSchema,
  userMessageSchema,
} from '#contract/emulator-control'
import { scenarioSchema } from '#contract/emulator-scenario'
import type { Refusal } from '#contract/refusal'
import { describeAssumptions, judgeAssumptions } from './assumptions.ts'
import { ControlRefusal, invalid, notFound, readControlBody } from './control-refusal.ts'
import { moveClock } from './move-clock.ts'
import { originGate } from './origin-gate.ts'
import type { Parts } from './part.ts'
import { click, findChat, readAll, writeAsBot, writeAsUser } from './people.ts'
import { loadScenario } from './scenario-load.ts'
import { saveScenario } from './scenario-save.ts'
import type { App, User } from './state.ts'
import { createStateStream } from './state-stream.ts'
import { describeApp, describeMessage, describeState, readDepth } from './state-view.ts'
import { resetWorld, type World } from './world.ts'

const MAX_SCENARIO_BYTES = 64 * 1024 * 1024

/** The emulator's own calls, beside those of the platform; what they take and answer is in the contract. */
export function controlRoutes(world: World, parts: Parts, report: (bug: unknown) => void): Hono {
  const stream = createStateStream(world.changes)
  const routes = new Hono()
    .use(originGate)
    .use(async (c, next) => {
      await next()
      if (c.req.method !== 'GET' && c.req.method !== 'HEAD' && c.res.ok) world.changes.touch()
    })
    .get('/state', (c) => c.json(describeState(world, parts, readDepth(c.req.query()))))
    .get('/stream', (c) => stream(c.req.raw.signal))
    .get('/messages/:message_id', (c) => {
      const message = world.state.messages.get(c.req.param('message_id'))
      if (!message) throw notFound('There is no such message.')
      return c.json({ message: describeMessage(world, message) })
    })
    .post('/reset', async (c) => {
      await readControlBody(c, resetSchema)
      resetWorld(world)
      for (const part of Object.values(parts)) part.reset()
      return c.json({})
    })
    .post('/clock', async (c) => {
      moveClock(world.time, await readControlBody(c, moveClockSchema))
      return c.json({ clock: world.time.describe() })
    })
    .post('/assumptions', async (c) => {
      const chosen = await readControlBody(c, assumeSchema)
      const issues = judgeAssumptions(chosen)
      if (issues.length > 0) throw invalid(issues)
      Object.assign(world.assumptions, chosen)
      return c.json({ assumptions: describeAssumptions(world.assumptions) })
    })
    .post('/users/:open_id/messages', async (c) => {
      const user = findUser(world, c.req.param('open_id'))
      const message = writeAsUser(world, user, await readControlBody(c, userMessageSchema))
      return c.json({ message: describeMessage(world, message) })
    })
    .post('/users/:open_id/clicks', async (c) => {
      const user = findUser(world, c.req.param('open_id'))
      const message = click(world, user, await readControlBody(c, clickSchema))
      return c.json({ message: describeMessage(world, message) })
    })
    .post('/users/:open_id/read', async (c) => {
      const user = findUser(world, c.req.param('open_id'))
      const { chat_id } = await readControlBody(c, readSchema)
      return c.json({ read: readAll(world, user, findChat(world, chat_id)) })
    })
    .patch('/users/:open_id', async (c) => {
      const user = findUser(world, c.req.param('open_id'))
      Object.assign(user, await readControlBody(c, changeUserSchema))
      return c.json({ user })
    })
    .patch('/apps/:app_id', async (c) => {
      const app = findApp(world, c.req.param('app_id'))
      const change = await readControlBody(c, changeAppSchema)
      const strangers = (change.unavailable_to ?? []).flatMap((open_id, index) =>
        world.state.users.has(open_id)
          ? []
          : [{ path: `unavailable_to.${index}`, message: 'No user has this open_id.' }],
      )
      if (strangers.length > 0) throw invalid(strangers)
      Object.assign(app, change)
      return c.json({ app: describeApp(app) })
    })
    .post('/bots/:app_id/messages', async (c) => {
      const app = findApp(world, c.req.param('app_id'))
      const message = writeAsBot(world, app, await readControlBody(c, botMessageSchema))
      return c.json({ message: describeMessage(world, message) })
    })
    .get('/scenario', (c) => c.json(saveScenario(world)))
    .post('/scenario', async (c) => {
      const scenario = await readControlBody(c, scenarioSchema, MAX_SCENARIO_BYTES)
      loadScenario(world, scenario)
      return c.json({})
    })
  for (const part of Object.values(parts)) routes.route('/', part.routes)
  routes.all('*', () => {
    throw notFound('The emulator has no such call.')
  })
  return routes.onError((error, c) => {
    if (error instanceof ControlRefusal) return c.json(error.refusal, error.http_status)
    if (!c.req.raw.signal.aborted) report(error)
    const refusal: Refusal = { error: 'internal', message: 'The emulator has a bug.', issues: [] }
    return c.json(refusal, 500)
  })
}

function findUser({ state }: World, open_id: string): User {
  const user = state.users.get(open_id)
  if (!user) throw notFound('No user has this open_id.')
  return user
}

function findApp({ state }: World, app_id: string): App {
  const app = state.apps.get(app_id)
  if (!app) throw notFound('No app has this app_id.')
  return app
}
