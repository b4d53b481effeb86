import { useCallback, useEffect, useState } from 'react'

/** Whether the page receives changes; `polling` if it reads regularly, because no stream arrives. */
export type StreamStatus = 'connecting' | 'live' | 'lost' | 'polling'

const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 15_000
/** A stream that shows nothing for so long is held back by a proxy. */
const READY_MS = 5_000
/** Streams that failed one after another, until the page reads regularly. */
const MAX_FAILED = 4
const POLL_MS = 5_000
/** How long after that the stream is tried again. */
const RETRY_MS = 60_000

type StreamOptions = {
  /** The address of the stream; null closes it. */
  href: string | null
  /** The name of the events; it does not change. */
  event: string
  onEvent: (data: string) => void
  /**
   * Called after each new connection, because events before it are lost, and regularly while no stream
   * arrives; without it `onEvent` is called then, without data.
   */
  onOpen?: () => void
}

/** A part of the page that follows a stream. */
type Follower = Pick<StreamOptions, 'event' | 'onEvent' | 'onOpen'> & {
  setLink: (link: StreamStatus) => void
}

/** The streams that the page has open, by address. */
const streams = new Map<string, ReturnType<typeof createStream>>()

/** Connects once for all followers of an address, as long as there is one and the page is visible. */
function createStream(href: string) {
  const followers = new Set<Follower>()
  let link: StreamStatus = 'connecting'
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let pause = FIRST_PAUSE_MS
  let poll: ReturnType<typeof setInterval> | undefined
  let failed = 0

  const show = (next: StreamStatus) => {
    link = next
    for (const { setLink } of followers) setLink(next)
  }
  const listen = (event: string) =>
    source?.addEventListener(event, ({ data }) => {
      for (const one of followers) if (one.event === event) one.onEvent(String(data))
    })
  const disconnect = () => {
    clearTimeout(timer)
    source?.close()
    source = null
  }
  const connect = () => {
    disconnect()
    source = new EventSource(href)
    timer = setTimeout(() => fail(true), READY_MS)
    source.addEventListener('ready', () => {
      clearTimeout(timer)
      clearInterval(poll)
      poll = undefined
      failed = 0
      pause = FIRST_PAUSE_MS
      show('live')
      for (const { onOpen } of followers) onOpen?.()
    })
    for (const event of new Set([...followers].map((one) => one.event))) listen(event)
    // The browser does not reconnect automatically after a response such as 502.
    source.addEventListener('error', () => fail(false))
  }
  const read = () => {
    for (const { onEvent, onOpen } of followers) {
      if (onOpen) onOpen()
      else onEvent('')
    }
  }
  const fail = (isHeldBack: boolean) => {
    disconnect()
    failed += 1
    if (isHeldBack || failed > MAX_FAILED) {
      poll ??= setInterval(read, POLL_MS)
    }
    show(poll === undefined ? 'lost' : 'polling')
    timer = setTimeout(connect, isHeldBack ? RETRY_MS : pause)
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
  }
  const stop = () => {
    disconnect()
    clearInterval(poll)
    poll = undefined
  }
  const followVisibility = () => (document.hidden ? stop() : connect())

  return {
    /** @returns a function that ends it */
    follow(follower: Follower): () => void {
      const isFirst = followers.size === 0
      const isKnown = [...followers].some((one) => one.event === follower.event)
      followers.add(follower)
      follower.setLink(link)
      if (isFirst) {
        followVisibility()
        document.addEventListener('visibilitychange', followVisibility)
      } else {
        if (!isKnown) listen(follower.event)
        if (link === 'live') follower.onOpen?.()
      }
      return () => {
        followers.delete(follower)
        if (followers.size > 0) return
        streams.delete(href)
        document.removeEventListener('visibilitychange', followVisibility)
        stop()
      }
    },
    tryNow() {
      stop()
      failed = 0
      connect()
    },
  }
}

/**
 * Follows server-sent events while the page is visible: each stream takes one of the six connections
 * that a browser opens to the console, so all parts of a page share one, and hidden tabs have none.
 * @returns the status of the connection, and a function that reconnects at once
 */
export function useEventStream({ href, event, onEvent, onOpen }: StreamOptions) {
  const [link, setLink] = useState<StreamStatus>('connecting')
  const [follower] = useState<Follower>(() => ({ event, onEvent, setLink }))
  useEffect(() => {
    Object.assign(follower, { event, onEvent, onOpen })
  })
  useEffect(() => {
    if (href === null) return
    const stream = streams.get(href) ?? createStream(href)
    streams.set(href, stream)
    return stream.follow(follower)
  }, [href, follower])
  const tryNow = useCallback(() => {
    if (href !== null) streams.get(href)?.tryNow()
  }, [href])
  return { link, tryNow }
}

/** The shortest time between two reads, in milliseconds. */
const PAUSE_MS = 100

/**
 * Returns a function that calls `read`, never twice at once: calls during a read cause one more read
 * after it, so that the last change is always seen.
 */
export function createRefresher(read: () => Promise<unknown>, pauseMs = PAUSE_MS): () => void {
  let reading = false
  let again = false
  async function run(): Promise<void> {
    reading = true
    while (again) {
      again = false
      await read()
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
    reading = false
  }
  return () => {
    again = true
    if (!reading) void run()
  }
}
