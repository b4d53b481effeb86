import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Delivery, NewDelivery } from '#contract/deliveries/delivery'
import type { RefusalKind } from '#contract/refusal'
import { type DeliveryEnd, useDeliveryCalls } from '../../api-client/deliveries.ts'
import { EMPTY_FORM, nextPerson, type Press, type SupportForm, storedForm } from './form.ts'

/** A press of Send that is older than this is not repeated without being asked to. */
const RESUME_MS = 10 * 60_000

export type DeskStatus =
  | { status: 'editing' }
  | { status: 'sending' }
  /** `first`: no earlier call of this press may have sent anything. */
  | { status: 'ended'; end: DeliveryEnd; first: boolean }

/** Refusals after which a press certainly sent nothing, whatever its earlier requests ended in. */
const DECIDED: ReadonlySet<RefusalKind> = new Set([
  'invalid',
  'in_flight',
  'rate_limited',
  'recent_delivery',
])

export type Desk = ReturnType<typeof useDesk>

/**
 * The form of a profile and the one delivery that it makes. The press is stored before its first
 * request, so a reload, Back or a copied tab continues the same delivery and never sends another.
 */
export function useDesk(profile: string) {
  const calls = useDeliveryCalls()
  const stored = useMemo(() => storedForm(profile), [profile])
  const [form, setForm] = useState(() => stored.read() ?? EMPTY_FORM)
  const [status, setStatus] = useState<DeskStatus>({ status: 'editing' })
  const current = useRef(form)
  const running = useRef(false)
  /** Closed when the page is left: a late response must not change what another page stored since. */
  const open = useRef(true)

  const save = useCallback(
    (next: SupportForm) => {
      current.current = next
      stored.write(next)
      setForm(next)
    },
    [stored],
  )

  const run = useCallback(
    async (press: Press, call: () => Promise<DeliveryEnd>) => {
      if (running.current) return
      running.current = true
      save({ ...current.current, press: { ...press, open: true } })
      setStatus({ status: 'sending' })
      const end = await call()
      running.current = false
      if (!open.current) return
      const settled = settlePress(press, end)
      save({ ...current.current, press: settled })
      setStatus({ status: 'ended', end, first: press.delivery === null && !settled.open })
    },
    [save],
  )

  const repeat = useCallback(
    (press: Press) =>
      run(press, () =>
        press.delivery === null ? calls.post(press.body, press.key) : calls.read(press.delivery),
      ),
    [run, calls],
  )

  const resume = useRef(repeat)
  // Once, for what the tab had stored.
  useEffect(() => {
    open.current = true
    const { press } = current.current
    if (press && (press.open || press.delivery !== null) && !running.current) {
      // An old press is not sent late, at a time when no one expects it.
      if (press.delivery !== null || Date.now() - press.at_ms < RESUME_MS)
        void resume.current(press)
      else setStatus({ status: 'ended', end: { end: 'lost' }, first: false })
    }
    return () => {
      open.current = false
    }
  }, [])

  const { press } = form
  /** What was sent stays as it was sent; otherwise the form can be changed. */
  const locked = status.status === 'sending' || (press !== null && isBound(press))

  return {
    form,
    status,
    locked,
    /** Changes the form, after a press only its locks; a press that sent nothing is over then. */
    change: (part: Partial<SupportForm>) => {
      if (locked) {
        const { locked: values = form.locked, textLocked = form.textLocked } = part
        save({ ...current.current, locked: values, textLocked })
        return
      }
      save({ ...current.current, ...part, press: null })
      setStatus({ status: 'editing' })
    },
    /** Sends what is shown; `confirmed` also if the person got something a moment ago. */
    send: (body: NewDelivery) => {
      // A press that was refused keeps its key, so that the console still has one delivery.
      const { press: held } = current.current
      const key = held && isSame(held.body, body) ? held.key : crypto.randomUUID()
      const next: Press = { key, body, at_ms: Date.now(), open: false, delivery: null }
      void run(next, () => calls.post(body, key))
    },
    /** Continues the delivery, or finds out what became of a press without a response. */
    finish: () => {
      if (!press) return
      const { delivery } = press
      if (delivery === null) void repeat(press)
      else void run(press, () => calls.continue(delivery))
    },
    recall: () => {
      const delivery = press?.delivery ?? null
      if (press && delivery !== null) void run(press, () => calls.recall(delivery))
    },
    /** Opens the form again for another delivery to the same person. */
    edit: (part: Partial<SupportForm> = {}) => {
      if (running.current) return
      save({ ...current.current, ...part, press: null })
      setStatus({ status: 'editing' })
    },
    next: () => {
      if (running.current) return
      save(nextPerson(current.current))
      setStatus({ status: 'editing' })
    },
    startOver: () => {
      if (running.current) return
      save(EMPTY_FORM)
      setStatus({ status: 'editing' })
    },
    /** Takes what the list of deliveries knows about the delivery of this press. */
    follow: useCallback((delivery: Delivery) => {
      if (running.current || current.current.press?.delivery !== delivery.id) return
      setStatus({ status: 'ended', end: { end: 'delivery', delivery }, first: false })
    }, []),
  }
}

/** Whether two bodies send the same, whatever was confirmed. */
function isSame(a: NewDelivery, b: NewDelivery): boolean {
  const sent = (body: NewDelivery) => JSON.stringify({ ...body, confirm_recent: undefined })
  return sent(a) === sent(b)
}

/** Whether a press has sent something, or may have. */
function isBound({ open, delivery }: Press): boolean {
  return open || delivery !== null
}

/** What is stored of a press after a call. */
export function settlePress(before: Press, end: DeliveryEnd): Press {
  switch (end.end) {
    case 'delivery':
      return { ...before, open: false, delivery: end.delivery.id }
    case 'lost':
      return { ...before, open: true }
    case 'sign_in':
      return before
    case 'refused':
      return DECIDED.has(end.refusal.error) ? { ...before, open: false } : before
  }
}
