import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Answer } from '../http/answer.ts'
import type { Asked } from '../http/asked.ts'
import { type Log, logFailure } from '../http/error-mapper.ts'
import { isAddressedTo } from '../http/host-guard.ts'
import { isJsonWithin, parseJsonBody } from '../http/json-body.ts'
import { foreignTo } from '../http/origin-guard.ts'
import { refusal } from '../http/refusal.ts'
import { API_HEADERS } from '../http/security-headers.ts'
import type { Sender } from '../ledger/sender.ts'
import type { Profiles } from '../profiles/profiles.ts'
import { answerPush } from './answer-push.ts'

type Deps = {
  profiles: Profiles
  sender: Sender
  allowedHosts: ReadonlySet<string>
  log: Log
}

const PUSH = /^\/api\/messages\/([\w-]+)\/push_follow_up(?:$|\?)/

/**
 * Takes the ordinary push straight from the socket: a router and web request objects would cost as
 * much again. Whatever the guards would refuse, or is spelt in another way, is left to the app.
 * @returns whether it was taken
 */
export function pushDirectly({ allowedHosts, log, ...deps }: Deps) {
  const isForeign = foreignTo(allowedHosts)

  async function answer(asked: Asked, message_id: string, incoming: IncomingMessage) {
    return answerPush(deps, asked, message_id, parseJsonBody(await readWhole(incoming)))
  }

  return (incoming: IncomingMessage, outgoing: ServerResponse): boolean => {
    const { method = '', url = '', headers, rawHeaders } = incoming
    const [, message_id] = (method === 'POST' && PUSH.exec(url)) || []
    if (message_id === undefined || !isAddressedTo(allowedHosts, incoming)) return false
    const asked = askedBy(incoming)
    // What a header means that is there twice, the app shall say.
    const repeats = rawHeaders.length !== 2 * Object.keys(headers).length
    if (repeats || !isJsonWithin(headers) || isForeign(method, url, asked)) return false

    answer(asked, message_id, incoming)
      .catch((error: unknown) => {
        const [path = ''] = url.split('?')
        const failed = logFailure(log, error, { method, path, gone: outgoing.destroyed })
        return refusal(asked, failed)
      })
      .then((done) => write(outgoing, done))
    return true
  }
}

function askedBy({ headers, url }: IncomingMessage): Asked {
  return {
    req: {
      url: `http://${headers.host}${url}`,
      header: (name) => headers[name] as string | undefined,
    },
  }
}

function readWhole(incoming: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => resolve(Buffer.concat(chunks)))
    incoming.on('error', reject)
  })
}

const FIXED_HEADERS = [...Object.entries(API_HEADERS), ['content-type', 'application/json']].flat()

function write(outgoing: ServerResponse, { status, body, headers = {} }: Answer): void {
  const text = JSON.stringify(body)
  const length = String(Buffer.byteLength(text))
  outgoing.writeHead(status, [
    ...FIXED_HEADERS,
    'content-length',
    length,
    ...Object.entries(headers).flat(),
  ])
  outgoing.end(text)
}
