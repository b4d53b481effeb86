import { type Locale, pickLocale } from '#contract/locale'
import type { Asked } from './asked.ts'

/** The language a client asked for in Accept-Language, best first by its q values. */
export function requestLocale({ req }: Asked): Locale {
  const tags = (req.header('accept-language') ?? '').split(',').map((part) => {
    const [tag = '', ...parameters] = part.split(';')
    const q = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean)
    return { tag: tag.trim(), q: q === undefined ? 1 : Number(q) }
  })
  const wanted = tags.filter(({ q }) => q > 0).sort((a, b) => b.q - a.q)
  return pickLocale(wanted.map(({ tag }) => tag))
}
