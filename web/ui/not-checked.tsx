import { Callout } from './callout.tsx'
import { PlatformLinks } from './platform-links.tsx'

type Props = {
  title: string
  reason: { detail: string; advice: string; links: readonly string[] }
}

/** Why nothing could be learned, and how to let it be. */
export function NotChecked({ title, reason: { detail, advice, links } }: Props) {
  return (
    <Callout tone="unsure" title={title}>
      <p>{detail}</p>
      {advice === '' ? null : <p>{advice}</p>}
      <PlatformLinks links={links} />
    </Callout>
  )
}
