import { ClipboardPaste, Code, LayoutTemplate, Share2 } from 'lucide-react'
import { Suspense, useState } from 'react'
import type { Draft } from '#contract/draft'
import { composedBody, composedFollowUps } from '../../composer/composition.ts'
import { useComposition } from '../../composer/composition-context.tsx'
import { useLoadComposition } from '../../composer/load-composition.ts'
import { DraftBar } from '../../features/drafts/draft-bar.tsx'
import type { Drafts } from '../../features/drafts/use-draft-keeper.ts'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { IconButton } from '../../ui/button/button.tsx'
import { lazyComponent } from '../../ui/lazy-component.tsx'

const TemplatesDialog = lazyComponent(
  () => import('../../features/templates/templates-dialog.tsx'),
  'TemplatesDialog',
)
const ImportDialog = lazyComponent(
  () => import('../../features/import/import-dialog.tsx'),
  'ImportDialog',
)
const ShareDialog = lazyComponent(
  () => import('../../features/share/share-dialog.tsx'),
  'ShareDialog',
)
const SnippetsDialog = lazyComponent(
  () => import('../../features/snippets/snippets-dialog.tsx'),
  'SnippetsDialog',
)

const texts = defineTexts({
  en: {
    templates: 'Templates',
    share: 'Share as a link',
    code: 'Export as code',
    import: 'Import a call',
    targetTaken: 'message_id taken; undo brings back the one before',
    used: 'Put into the composer; undo brings back what stood there',
  },
  zh: {
    templates: '模板',
    share: '分享链接',
    code: '导出为代码',
    import: '导入调用',
    targetTaken: '已取用 message_id，撤销可恢复原来的',
    used: '已放入编辑器，撤销可恢复原来的内容',
  },
})

type Tool = 'templates' | 'share' | 'code' | 'import'

type Props = {
  drafts: Drafts
  /** The base URL of the call, for the exported code. */
  baseUrl: string
}

/** The tools for the whole draft; each dialog is loaded when it is first opened. */
export function ComposerTools({ drafts, baseUrl }: Props) {
  const t = useTexts(texts)
  const announce = useAnnounce()
  const { draft, load: loadDraft } = useComposition()
  const load = useLoadComposition()
  const [open, setOpen] = useState<{ tool: Tool; draft: Draft } | null>(null)
  const close = () => setOpen(null)
  return (
    <DraftBar drafts={drafts}>
      <IconButton
        label={t.templates}
        data-command="templates"
        aria-haspopup="dialog"
        icon={<LayoutTemplate size={16} aria-hidden="true" />}
        onClick={() => setOpen({ tool: 'templates', draft: draft() })}
      />
      <IconButton
        label={t.share}
        data-command="share"
        aria-haspopup="dialog"
        icon={<Share2 size={16} aria-hidden="true" />}
        onClick={() => setOpen({ tool: 'share', draft: draft() })}
      />
      <IconButton
        label={t.code}
        data-command="code"
        aria-haspopup="dialog"
        icon={<Code size={16} aria-hidden="true" />}
        onClick={() => setOpen({ tool: 'code', draft: draft() })}
      />
      <IconButton
        label={t.import}
        data-command="import"
        aria-haspopup="dialog"
        icon={<ClipboardPaste size={16} aria-hidden="true" />}
        onClick={() => setOpen({ tool: 'import', draft: draft() })}
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
        {open?.tool === 'import' ? (
          <ImportDialog
            onTake={({ follow_ups, message_id }) => {
              close()
              if (follow_ups) load({ body: { follow_ups }, message_id })
              else if (message_id !== null) loadDraft(withTarget(draft(), message_id))
              announce(follow_ups ? t.used : t.targetTaken)
            }}
            onClose={close}
          />
        ) : null}
        {open?.tool === 'code' ? (
          <SnippetsDialog
            shown={{
              message_id: open.draft.values.message_id,
              body: composedBody(open.draft),
              base_url: baseUrl,
            }}
            onClose={close}
          />
        ) : null}
      </Suspense>
    </DraftBar>
  )
}

function withTarget(draft: Draft, message_id: string): Draft {
  return { ...draft, values: { ...draft.values, message_id } }
}
