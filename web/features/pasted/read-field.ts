import { useEffect, useState } from 'react'
import { isWorthReading, type Reading, useReading } from './read-pasted.ts'

/** Long enough not to read each beginning of what is being typed. */
const REST_MS = 150

/**
 * Reads the text that is typed or pasted into a search field. A pasted one is read before it is in the
 * field, which then shows something else, so that no secret of it is on the page.
 * @param shownFor returns what the field shows instead of a pasted text
 */
export function useReadField(
  query: string,
  setQuery: (query: string) => void,
  shownFor: (reading: Reading) => string,
) {
  const reader = useReading()
  const { reading, read, clear } = reader
  /** What stands in the field for a text that was pasted. */
  const [shown, setShown] = useState<string | null>(null)
  const replace = (found: Reading | null) => {
    if (!found) return
    const instead = shownFor(found)
    setShown(instead)
    setQuery(instead)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of the text is read
  useEffect(() => {
    if (query === shown) return
    setShown(null)
    if (!isWorthReading(query)) {
      clear()
      return
    }
    const timer = setTimeout(async () => {
      const found = await read(query.normalize('NFKC'))
      if (found?.had_token) replace(found)
    }, REST_MS)
    return () => clearTimeout(timer)
  }, [query])
  return {
    ...reader,
    isPasted: shown !== null && reading !== null,
    /** Takes a pasted text that is more than words to search for; returns whether it did. */
    take: (text: string): boolean => {
      if (!isWorthReading(text)) return false
      void read(text).then(replace)
      return true
    },
  }
}
