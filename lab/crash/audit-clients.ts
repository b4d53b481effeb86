import { setTimeout } from 'node:timers/promises'
import * as z from 'zod/mini'
import { type AuditEvent, auditSchema, UNKNOWN_STATUS } from '#contract/audit/audit'

const PATH = '/api/templates'
const TIMEOUT_MS = 10_000

const templateSchema = z.object({ id: z.string(), name: z.string() })

/** Clients that rename templates, and compare the audit with the names that are stored. */
export function createAuditClients() {
  const ids: string[] = []
  /** The names that a console said it has stored, by template. */
  const confirmed = new Map<string, string[]>()
  let names = 0

  async function call(url: string, path: string, method: string, body: object) {
    const response = await fetch(`${url}${PATH}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    return templateSchema.safeParse(await response.json())
  }

  async function act(url: string): Promise<void> {
    names += 1
    const name = `name-${names}`
    if (ids.length < 3) {
      const made = await call(url, '', 'POST', { name, follow_ups: [{ content: name }] })
      if (made.success) ids.push(made.data.id)
      return
    }
    const id = ids[names % ids.length] ?? ''
    const renamed = await call(url, `/${id}`, 'PATCH', { name })
    if (renamed.success) confirmed.set(id, [...(confirmed.get(id) ?? []), name])
  }

  return {
    count: () => names,
    /** Renames templates one after another until it is stopped. */
    async work(pickUrl: () => string, isStopped: () => boolean): Promise<void> {
      while (!isStopped()) {
        await act(pickUrl()).catch(() => {})
        await setTimeout(10)
      }
    },
    /** Returns the templates with a change that the audit knows nothing of. */
    async findMissing(url: string): Promise<string[]> {
      const listed = await (await fetch(`${url}${PATH}`)).json()
      const { templates } = z.object({ templates: z.array(templateSchema) }).parse(listed)
      const events: AuditEvent[] = []
      for (let cursor: string | null = ''; cursor !== null; ) {
        const query: string = cursor && `&cursor=${cursor}`
        const response = await fetch(`${url}/api/audit?limit=100${query}`)
        const page = auditSchema.parse(await response.json())
        events.push(...page.events)
        cursor = page.next_cursor
      }
      return compareAudit(templates, events, confirmed)
    },
  }
}

/** Returns the templates with a name that no event has, although it was confirmed or is the present one. */
export function compareAudit(
  templates: readonly { id: string; name: string }[],
  events: readonly Pick<AuditEvent, 'action' | 'subject' | 'status' | 'details'>[],
  confirmed: ReadonlyMap<string, readonly string[]>,
): string[] {
  return templates.flatMap(({ id, name }) => {
    const own = events.filter(({ subject }) => subject === id)
    // The request that created it names no subject.
    const made = events.filter(
      ({ subject, status, details }) =>
        subject === null && (details.name === name || status === UNKNOWN_STATUS),
    )
    const known = new Set(own.map(({ details }) => details.changes?.name?.[1]))
    const isBegun = own.some(({ status }) => status === UNKNOWN_STATUS)
    const isKnown = known.has(name) || made.length > 0 || isBegun
    const missing = (confirmed.get(id) ?? []).filter((each) => !known.has(each))
    return missing.length > 0 || !isKnown ? [id] : []
  })
}
