import { openGiven } from './drafts/open-given.ts'
import type { Drafts } from './drafts/use-draft-keeper.ts'
import { OpenedLink } from './share/opened-link.tsx'

type Props = { fragment: string; drafts: Drafts; onDismiss: () => void }

/** Opens what a share link carries as a draft of its own. */
export function OpenedDraft({ fragment, drafts, onDismiss }: Props) {
  return (
    <OpenedLink
      fragment={fragment}
      onOpen={(shared) => openGiven(drafts, shared)}
      onDismiss={onDismiss}
    />
  )
}
