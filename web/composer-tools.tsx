import { LayoutTemplate, Share2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { Draft } from '#contract/draft'
import { composedFollowUps } from './composer/composed-follow-ups.ts'
import { useComposition } from './composer/composition-context.tsx'
import { useLoadComposition } from './composer/load-composition.ts'
import { DraftBar } from './drafts/draft-bar.tsx'
import type { Drafts } from './drafts/use-draft-keeper.ts'
import { defineTexts, useTexts } from './i18n/texts.ts'
import { useAnnounce } from './ui/announcer.tsx'
import { IconButton } from './ui/icon-button.tsx'

const TemplatesDialog = lazy(async () => ({
  default: (await import('./templates/templates-dialog.tsx')).TemplatesDialog,
}))
const ShareDialog = lazy(async () => ({
  default: (await import('./share/share-dialog.tsx')).ShareDialog,
}))

const texts = defineTexts({
  en: {
    templates: 'Templates',
    share: 'Share as a link',
    used: 'Put into the composer; undo brings back what stood there',
  },
  zh: { templates: '模板', share: '分享链接', used: '已放入编辑器，撤销可恢复原来的内容' },
})

/** What can be done with the whole draft; each dialog is loaded when it is first opened. */
export function ComposerTools({ drafts }: { drafts: Drafts }) {
  const t = useTexts(texts)
  const announce = useAnnounce()
  const { draft } = useComposition()
  const load = useLoadComposition()
  const [open, setOpen] = useState<{ tool: 'templates' | 'share'; draft: Draft } | null>(null)
  const close = () => setOpen(null)
  return (
    <DraftBar drafts={drafts}>
      <IconButton
        label={t.templates}
        aria-haspopup="dialog"
        icon={<LayoutTemplate size={16} aria-hidden="true" />}
        onClick={() => setOpen({ tool: 'templates', draft: draft() })}
      />
      <IconButton
        label={t.share}
        aria-haspopup="dialog"
        icon={<Share2 size={16} aria-hidden="true" />}
        onClick={() => setOpen({ tool: 'share', draft: draft() })}
      />
      <Suspense>
        {open?.tool === 'templates' ? (
          <TemplatesDialog
            composed={composedFollowUps(open.draft)}
            onUse={(follow_ups) => {
              close()
              load({ body: { follow_ups } })
              announce(t.used)
            }}
            onClose={close}
          />
        ) : null}
        {open?.tool === 'share' ? <ShareDialog draft={open.draft} onClose={close} /> : null}
      </Suspense>
    </DraftBar>
  )
}
