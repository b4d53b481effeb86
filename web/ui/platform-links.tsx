import { defineTexts, useTexts } from '../i18n/texts.ts'
import { ExternalLink } from './external-link.tsx'

const texts = defineTexts({
  en: { open: (host: string) => `Open ${host}` },
  zh: { open: (host) => `打开 ${host}` },
})

/** Links that came with an answer. Nothing but a page is opened by them. */
export function PlatformLinks({ links }: { links: readonly string[] }) {
  const t = useTexts(texts)
  return links
    .filter((href) => /^https?:\/\//i.test(href) && URL.canParse(href))
    .map((href) => (
      <p key={href}>
        <ExternalLink href={href}>{t.open(new URL(href).host)}</ExternalLink>
      </p>
    ))
}
