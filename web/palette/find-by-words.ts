import type { Bilingual } from '#contract/locale'

type Findable = { name: Bilingual; also?: string }

/**
 * What holds every word of the query, in either language; what begins with it comes first. Full-width
 * letters and digits, as Chinese input writes them, find as well.
 */
export function findByWords<T extends Findable>(all: readonly T[], query: string): T[] {
  const wanted = query.normalize('NFKC').trim().toLowerCase()
  const words = wanted.split(/\s+/)
  const begins = ({ name }: T) =>
    Number([name.zh, name.en].some((one) => one.toLowerCase().startsWith(wanted)))
  return all
    .filter(({ name, also = '' }) => {
      const text = `${name.en}\n${name.zh}\n${also}`.normalize('NFKC').toLowerCase()
      return words.every((word) => text.includes(word))
    })
    .sort((a, b) => begins(b) - begins(a))
}
