import { flushSync } from 'react-dom'
import { useTexts } from '../i18n/texts.ts'
import { Announcer, useAnnounce } from '../ui/announcer.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Finder } from './finder.tsx'
import { paletteTexts } from './texts.ts'
import { type Page, useEntries } from './use-entries.ts'

type Props = { pages: readonly Page[]; onShortcuts: () => void; onClose: () => void }

/** Finds a page, something to do on this one, or an error code, and goes there or does it. */
export function CommandPalette({ pages, onShortcuts, onClose }: Props) {
  const t = useTexts(paletteTexts)
  // The page's own: what a command says is said after the dialog.
  const announce = useAnnounce()
  const entries = useEntries({ pages, onShortcuts, announce })
  return (
    <Dialog title={t.title} onClose={onClose}>
      {/* What is said outside of an open dialog is not heard. */}
      <Announcer>
        <Finder
          entries={entries}
          onRun={(run) => {
            // Only without the dialog has the page its focus back, and can take it elsewhere.
            flushSync(onClose)
            run()
          }}
        />
      </Announcer>
    </Dialog>
  )
}
