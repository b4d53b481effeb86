import type { IncomingMessage, ServerResponse } from 'node:http'
import { escapeControls } from '#contract/texts/control-characters'
import { LOG_ID } from './fixed-headers.ts'

const MAX_PATH_LENGTH = 200

/** The platform's code in each response that will be logged; null until it is known. */
const codes = new WeakMap<ServerResponse, number | null>()

/** Remembers the code of a response of the platform for its log line. */
export function noteCode(outgoing: ServerResponse, code: unknown): void {
  if (typeof code === 'number' && codes.has(outgoing)) codes.set(outgoing, code)
}

/**
 * Logs a request when its response has ended, in one line without the query, headers and bodies:
 * `POST /open-apis/im/v1/messages 200 code=0 3ms 2026…`. The last part is the log id.
 */
export function logCall(
  { method, url = '' }: IncomingMessage,
  outgoing: ServerResponse,
  logId: string,
  log: (line: string) => void,
): void {
  const started = performance.now()
  codes.set(outgoing, null)
  outgoing.once('close', () => {
    const [path = ''] = url.split('?')
    const code = codes.get(outgoing) ?? null
    const parts = [
      method,
      escapeControls(path.slice(0, MAX_PATH_LENGTH)),
      outgoing.writableFinished ? outgoing.statusCode : 'closed',
      code !== null && `code=${code}`,
      `${Math.round(performance.now() - started)}ms`,
      // A fault may have replaced it.
      outgoing.getHeader(LOG_ID) ?? logId,
    ]
    log(parts.filter((part) => part !== false).join(' '))
  })
}
