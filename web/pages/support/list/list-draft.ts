import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import * as z from 'zod/mini'
import { recipientSchema } from '#contract/recipients'
import { storedValue } from '../../../browser/stored-value.ts'
import type { Source } from './list-source.tsx'
import type { Role } from './list-table.ts'

const roleSchema = z.union([
  z.enum(['recipient', 'label', 'unused']),
  z.templateLiteral(['{{', z.string(), '}}']),
])

const draftSchema = z.object({
  /** Makes the `Idempotency-Key` of the list: another draft with the same rows is another list. */
  id: z.string(),
  source: z.nullable(
    z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('table'),
        name: z.string(),
        raw: z.array(z.array(z.string())),
      }),
      z.object({ kind: z.literal('people'), people: z.array(recipientSchema) }),
    ]),
  ),
  /** Whether the first row is a header; undefined is as recognized. */
  header: z.optional(z.boolean()),
  /** The roles that a person chose, by column. */
  roles: z.array(z.tuple([z.int(), roleSchema])),
  /** The key of the chosen template. */
  key: z.string(),
  /** The first message as typed; null for the text of the template. */
  typed: z.nullable(z.string()),
})

/** A list that is being put together. */
export type ListDraft = Omit<z.infer<typeof draftSchema>, 'source' | 'roles'> & {
  source: Source | null
  roles: readonly (readonly [column: number, role: Role])[]
}

function emptyDraft(): ListDraft {
  return { id: crypto.randomUUID(), source: null, roles: [], key: '', typed: null }
}

/**
 * The draft of a profile, stored in this tab until its list is made: a reload and Back keep it. The
 * bytes of a file are not stored, so its encoding cannot be changed after a reload.
 */
export const storedListDraft = (profile: string) =>
  storedValue<ListDraft>({
    key: `support.list.${profile}`,
    parse: (value) => {
      const draft = draftSchema.safeParse(value).data
      if (!draft) return null
      const { source } = draft
      return { ...draft, source: source?.kind === 'table' ? { ...source, file: null } : source }
    },
    toStored: ({ source, ...draft }) => ({
      ...draft,
      source: source?.kind === 'table' ? { ...source, file: undefined } : source,
    }),
    storage: 'session',
  })

const REST_MS = 300

/** The draft of a list as state, stored a moment after each change and when the page is left. */
export function useListDraft(profile: string) {
  const stored = useMemo(() => storedListDraft(profile), [profile])
  const [draft, setDraft] = useState(() => stored.read() ?? emptyDraft())
  const [isStored, setStored] = useState(true)
  const latest = useRef(draft)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const save = useCallback(() => {
    if (timer.current === undefined) return
    clearTimeout(timer.current)
    timer.current = undefined
    setStored(stored.write(latest.current))
  }, [stored])
  useEffect(() => {
    addEventListener('pagehide', save)
    return () => {
      removeEventListener('pagehide', save)
      save()
    }
  }, [save])
  return {
    draft,
    /** False if the browser has no room for the draft, so that a reload loses it. */
    isStored,
    change: (next: (before: ListDraft) => ListDraft) => {
      latest.current = next(latest.current)
      setDraft(latest.current)
      clearTimeout(timer.current)
      timer.current = setTimeout(save, REST_MS)
    },
    /** Forgets the draft, because its list was made. */
    clear: () => {
      clearTimeout(timer.current)
      timer.current = undefined
      stored.remove()
    },
  }
}

/** Returns the `Idempotency-Key` of a list: a repeat of the same draft makes no second list. */
export async function listKey(draftId: string, body: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(draftId + JSON.stringify(body))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
