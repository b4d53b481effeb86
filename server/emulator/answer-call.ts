import { type Answer, codeOf, refuse } from './answer.ts'
import { authenticate, judgePermission } from './authorize.ts'
import type { Operation } from './operation.ts'
import { countCall, type Exceeded } from './rate-limit.ts'
import type { World } from './world.ts'

/** A request with its parts still to be read. */
export type Asked = {
  authorization: string | undefined
  params: Readonly<Record<string, string>>
  query: Readonly<Record<string, string>>
  readBody: () => Promise<unknown>
}

type Answered = { answer: Answer; exceeded?: Exceeded }

/** What the platform answers a call: the token is judged before anything that was sent with it. */
export async function answerCall(
  world: World,
  operation: Operation,
  asked: Asked,
): Promise<Answered> {
  const read = async () => {
    const { params, query } = asked
    return { world, params, query, body: await asked.readBody() }
  }
  if (operation.access === 'open') {
    return { answer: declared(operation, operation.answer(await read())) }
  }
  const app = authenticate(world, asked.authorization)
  if ('code' in app) return { answer: refuse(app) }
  const exceeded = countCall(world, operation.name, app)
  if (exceeded) return { answer: refuse({ code: 99991400 }), exceeded }
  const refusal = judgePermission(world, app, operation)
  if (refusal) return { answer: refuse(refusal) }
  return { answer: declared(operation, operation.answer({ ...(await read()), app })) }
}

/** An answer whose code stands in the operation's own list; one that does not is a bug. */
function declared({ name, codes }: Operation, answer: Answer): Answer {
  const code = codeOf(answer)
  if (code === 0 || codes.includes(code)) return answer
  throw new Error(`${name} answers ${code}, which it does not declare`)
}
