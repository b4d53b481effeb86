import { ClipboardPaste, Code, Ellipsis, LayoutTemplate, Share2 } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useSearchParams } from 'wouter'
import type { Draft } from '#contract/draft'
import { TableFiles } from '../../features/bubble-files/table-files.tsx'
import { composedBody, composedFollowUps } from '../../features/composition/composition.ts'
import { useComposition } from '../../features/composition/composition-context.tsx'
import { useLoadComposition } from '../../features/composition/load-composition.ts'
import { DraftBar } from '../../features/drafts/draft-bar.tsx'
import type { Drafts } from '../../features/drafts/use-draft-keeper.ts'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { IconButton } from '../../ui/button/button.tsx'
import { lazyComponent } from '../../ui/lazy-component.tsx'
import styles from './composer-tools.module.css'

const TemplatesDialog = lazyComponent(
  () => import('../../features/templates/templates-dialog.tsx'),
  'TemplatesDialog',
)
const ImportCall = lazyComponent(() => import('./import-call.tsx'), 'ImportCall')
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
    more: 'More tools',
    share: 'Share',
    code: 'Export as code',
    import: 'Import',
    targetTaken: 'Message ID imported. Undo restores the previous one.',
    used: 'Imported. Undo restores the previous bubbles.',
  },
  zh: {
    templates: '模板',
    more: '更多工具',
    share: '分享',
    code: '导出为代码',
    import: '导入',
    targetTaken: '已导入消息 ID，可撤销',
    used: '已导入，可撤销',
  },
})

type Tool = 'templates' | 'share' | 'code' | 'import'

type Props = {
  drafts: Drafts
  /** The base URL of the call, for the exported code. */
  baseUrl: string
  /** The selected app, to tell its messages from others in an imported text. */
  appId: string
}

/** The tools for the whole draft; each dialog is loaded when it is first opened. */
export function ComposerTools({ drafts, baseUrl, appId }: Props) {
  const t = useTexts(texts)
  const announce = useAnnounce()
  const { draft, load: loadDraft } = useComposition()
  const load = useLoadComposition()
  const [open, setOpen] = useState<{ tool: Tool; draft: Draft } | null>(null)
  const close = () => setOpen(null)
  const [search, setSearch] = useSearchParams()
  const importNow = search.has('import')
  useEffect(() => {
    if (!importNow) return
    setOpen({ tool: 'import', draft: draft() })
    setSearch(withoutImport, { replace: true })
  }, [importNow, draft, setSearch])
  return (
    <DraftBar drafts={drafts}>
      <IconButton
        label={t.templates}
        data-command="templates"
        aria-haspopup="dialog"
        icon={<LayoutTemplate size={16} aria-hidden="true" />}
        onClick={() => setOpen({ tool: 'templates', draft: draft() })}
      />
      <MoreTools>
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
        <TableFiles />
      </MoreTools>
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
        <ImportCall
          followUps={composedFollowUps(open.draft) ?? []}
          appId={appId}
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
    </DraftBar>
  )
}

/** The tools that are used less: beside the others, or in a menu if there is no room. */
function MoreTools({ children }: { children: ReactNode }) {
  const t = useTexts(texts)
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const tools = useRef<HTMLDivElement>(null)
  return (
    <>
      <span className={styles.more}>
        <IconButton
          ref={button}
          label={t.more}
          icon={<Ellipsis size={16} aria-hidden="true" />}
          popoverTarget={id}
        />
      </span>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a press of a tool closes it */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a tool pressed by keyboard is clicked, too */}
      <div
        ref={tools}
        id={id}
        popover="auto"
        className={styles.moreTools}
        onBeforeToggle={({ newState }) => {
          const box = button.current?.getBoundingClientRect()
          if (newState !== 'open' || !box || !tools.current) return
          const fromEnd = document.documentElement.clientWidth - box.right
          tools.current.style.insetBlockStart = `${box.bottom + 4}px`
          tools.current.style.insetInlineEnd = `${Math.max(8, fromEnd)}px`
        }}
        onClick={() => {
          // First the tool, then the menu: a dialog gives the focus back to the button.
          if (tools.current?.matches(':popover-open')) {
            tools.current.hidePopover()
          }
        }}
      >
        {children}
      </div>
    </>
  )
}

/** `?import=1` opens the import dialog once: a reload does not open it again. */
function withoutImport(before: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(before)
  next.delete('import')
  return next
}

function withTarget(draft: Draft, message_id: string): Draft {
  return { ...draft, values: { ...draft.values, message_id } }
}
