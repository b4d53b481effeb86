import type * as z from 'zod/mini'
import type { EMULATOR_CALLS, EmulatorCallName, PathParams } from '#contract/emulator/calls'
import type { MoveClock } from '#contract/emulator/control'
import { describeAssumptions, validateAssumptions } from '../assumptions/assumptions.ts'
import { describeSubscription } from '../events/event-sender.ts'
import { MAX_FAULT_RULES } from '../faults/faults.ts'
import type { TenantClock } from '../tenant/clock.ts'
import { type App, lookUpApp, type User } from '../tenant/state.ts'
import { resetWorld, type World } from '../tenant/world.ts'
import { invalid, invalidValue, notFound, unknownId } from './control-request.ts'
import { decideRegistration } from './decide-registration.ts'
import { describeApp, describeMessage, describeState, parseDepth } from './describe-state.ts'
import { loadScenario } from './scenario-load.ts'
import { saveScenario } from './scenario-save.ts'
import { click, enterChat, findChat, readAll, writeAsBot, writeAsUser } from './simulate.ts'

/** Every control call with a JSON response. */
export type JsonCallName = Exclude<EmulatorCallName, 'followChanges'>

type Calls = typeof EMULATOR_CALLS
type BodyOf<C> = C extends { body: infer S extends z.ZodMiniType } ? z.output<S> : undefined
type HandlerInput<C extends { path: string }> = {
  params: PathParams<C['path']>
  query: Readonly<Record<string, string>>
  body: BodyOf<C>
}
type ControlHandler<C extends Calls[JsonCallName]> = (
  request: HandlerInput<C>,
) => z.output<C['response']> | Promise<z.output<C['response']>>

export type ControlHandlers = { [N in JsonCallName]: ControlHandler<Calls[N]> }

const ONLY_WEBHOOK = {
  zh: '商店应用只能通过 webhook 接收事件。',
  en: 'A store app gets events only by webhook.',
}

/** What each control call does; a handler throws a ControlError for what it rejects. */
export function createHandlers(world: World): ControlHandlers {
  const { events, connections, faults } = world
  const describe = (message: Parameters<typeof describeMessage>[1]) => ({
    message: describeMessage(world, message),
  })
  return {
    readHealth: () => ({ status: 'ok' }),
    readState: ({ query }) => describeState(world, parseDepth(query)),
    readMessage({ params }) {
      const message = world.state.messages.get(params.message_id)
      if (!message) throw unknownId('message_id')
      return describe(message)
    },
    reset() {
      resetWorld(world)
      return {}
    },
    moveClock({ body }) {
      moveClock(world.time, body)
      return { clock: world.time.describe() }
    },
    assume({ body }) {
      const issues = validateAssumptions(body)
      if (issues.length > 0) throw invalid(issues)
      Object.assign(world.assumptions, body)
      return { assumptions: describeAssumptions(world.assumptions) }
    },
    writeAsUser: ({ params, body }) =>
      describe(writeAsUser(world, findUser(world, params.open_id), body)),
    click: ({ params, body }) => describe(click(world, findUser(world, params.open_id), body)),
    enterChat: ({ params, body }) => enterChat(world, findUser(world, params.open_id), body.app_id),
    readChat: ({ params, body }) => ({
      read: readAll(world, findUser(world, params.open_id), findChat(world, body.chat_id)),
    }),
    changeUser: ({ params, body }) => ({
      user: Object.assign(findUser(world, params.open_id), body),
    }),
    changeApp({ params, body }) {
      const app = findApp(world, params.app_id)
      const unknown = (body.unavailable_to ?? []).flatMap((open_id, index) =>
        world.state.users.has(open_id)
          ? []
          : [
              {
                path: `unavailable_to.${index}`,
                message: { zh: '未知的 open_id。', en: 'Unknown open_id.' },
              },
            ],
      )
      if (unknown.length > 0) throw invalid(unknown)
      return { app: describeApp(Object.assign(app, body)) }
    },
    decideRegistration: ({ params, body }) => ({
      registration: decideRegistration(world, params.user_code, body),
    }),
    writeAsBot: ({ params, body }) =>
      describe(writeAsBot(world, findApp(world, params.app_id), body)),
    saveScenario: () => saveScenario(world),
    loadScenario({ body }) {
      loadScenario(world, body)
      return {}
    },
    async subscribe({ params, body }) {
      const { app_id, app_type } = findApp(world, params.app_id)
      if (body.kind === 'long_connection') {
        if (app_type === 'isv') throw invalidValue('kind', ONLY_WEBHOOK)
      } else {
        const failure = await events.verify(body)
        if (failure !== null) throw invalidValue('url', failure)
      }
      // The tenant may have been replaced during the check.
      findApp(world, app_id).subscription = body
      return { subscription: describeSubscription(app_id, body) }
    },
    unsubscribe({ params }) {
      findApp(world, params.app_id).subscription = undefined
      return {}
    },
    readDeliveries: () => events.describe(),
    redeliver({ params: { delivery_id } }) {
      if (!events.has(delivery_id)) throw unknownId('delivery_id')
      const delivery = events.resend(delivery_id)
      if (!delivery) throw notFound({ zh: '应用没有订阅。', en: 'The app has no subscription.' })
      return { delivery }
    },
    dropConnection({ params }) {
      if (!connections.drop(params.connection_id)) throw unknownId('connection_id')
      return {}
    },
    readFaults: () => faults.describe(),
    addFault({ body }) {
      const app_id = body.app_id && (lookUpApp(world.state, body.app_id)?.app_id ?? body.app_id)
      const fault = faults.add({ ...body, ...(app_id && { app_id }) })
      if (fault) return { fault }
      throw invalidValue('', {
        zh: `最多 ${MAX_FAULT_RULES} 个故障，请先移除一些。`,
        en: `Maximum ${MAX_FAULT_RULES} faults. Remove some first.`,
      })
    },
    removeFaults() {
      faults.removeAll()
      return {}
    },
    removeFault({ params }) {
      if (!faults.remove(params.fault_id)) throw unknownId('fault_id')
      return {}
    },
  }
}

function findUser({ state }: World, open_id: string): User {
  const user = state.users.get(open_id)
  if (!user) throw unknownId('open_id')
  return user
}

function findApp({ state }: World, app_id: string): App {
  const app = lookUpApp(state, app_id)
  if (!app) throw unknownId('app_id')
  return app
}

function moveClock(clock: TenantClock, move: MoveClock): void {
  if (move.action === 'advance') clock.advance(move.ms)
  else if (move.action === 'set') clock.set(move.now_ms)
  else clock[move.action]()
}
