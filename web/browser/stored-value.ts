import { useState } from 'react'

/** Every key of the console in the browser's storage begins with it. */
const PREFIX = 'follow-up-console.'

type StoredValueOptions<T> = {
  /** Unique in its storage; the console's prefix is added. */
  key: string
  /** Returns the value that was read (parsed JSON, or a text), or null if it is not valid. */
  parse: (value: unknown) => T | null
  /** Returns what is stored of a value; all of it by default. */
  toStored?: (value: T) => unknown
  /** `text` stores a string as it is. */
  format?: 'json' | 'text'
  /** `session` is kept for this tab only. */
  storage?: 'local' | 'session' | Storage | null
  /** The whole key that an earlier version used; its value is moved on first read. */
  oldKey?: string
}

/** One value in the browser's storage. */
export type StoredValue<T> = {
  /** Returns null if nothing valid is stored or the storage is closed. */
  read: () => T | null
  /** Returns false if the storage is closed or full; the page must work on without it. */
  write: (value: T) => boolean
  remove: () => void
}

/**
 * Defines a preference or a draft that is kept in the browser.
 * @example const theme = storedValue({ key: 'theme', parse: themeOf, format: 'text' })
 */
export function storedValue<T>(options: StoredValueOptions<T>): StoredValue<T> {
  const { parse, toStored = (value) => value, format = 'json', storage = 'local', oldKey } = options
  const key = PREFIX + options.key
  const open = () =>
    storage === 'local' || storage === 'session' ? browserStorage(storage) : storage

  function readText(): string | null {
    const text = open()?.getItem(key)
    if (text !== null && text !== undefined) return text
    const old = oldKey === undefined ? null : open()?.getItem(oldKey)
    if (oldKey === undefined || old === null || old === undefined) return null
    if (writeText(old)) open()?.removeItem(oldKey)
    return old
  }
  function writeText(text: string): boolean {
    try {
      const opened = open()
      opened?.setItem(key, text)
      return opened !== null
    } catch {
      return false
    }
  }

  return {
    read() {
      try {
        const text = readText()
        if (text === null) return null
        return parse(format === 'text' ? text : JSON.parse(text))
      } catch {
        return null
      }
    },
    write(value) {
      const stored = toStored(value)
      return writeText(format === 'text' ? String(stored) : JSON.stringify(stored))
    },
    remove() {
      for (const one of [key, oldKey]) if (one !== undefined) open()?.removeItem(one)
    },
  }
}

/** A stored value as state; `initial` if nothing is stored. */
export function useStoredValue<T>(
  stored: StoredValue<T>,
  initial: T,
): [value: T, setValue: (value: T) => void] {
  const [value, setValue] = useState(() => stored.read() ?? initial)
  return [
    value,
    (next) => {
      setValue(next)
      stored.write(next)
    },
  ]
}

/** Returns what follows `start` in a key of the storage, or null if the key begins otherwise. */
export function storedKeyEnd(start: string, key: string | null): string | null {
  return key?.startsWith(PREFIX + start) ? key.slice(PREFIX.length + start.length) : null
}

/** Returns what follows `start` in every key of the storage that begins with it. */
export function storedKeys(start: string, storage: Storage | null): string[] {
  const keys = Array.from({ length: storage?.length ?? 0 }, (_, at) => storage?.key(at) ?? null)
  return keys.flatMap((key) => storedKeyEnd(start, key) ?? [])
}

/** Returns the browser's storage, or null if it is closed (private window, blocked cookies). */
export function browserStorage(kind: 'local' | 'session'): Storage | null {
  try {
    return kind === 'local' ? localStorage : sessionStorage
  } catch {
    return null
  }
}

/** A `parse` for texts of a fixed set. */
export function oneOf<const T extends string>(...values: readonly T[]) {
  return (value: unknown): T | null => values.find((one) => one === value) ?? null
}
