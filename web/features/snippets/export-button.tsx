import { Code } from 'lucide-react'
import { useState } from 'react'
import type { Exchange } from '#contract/exchange'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { Button, IconButton } from '../../ui/button/button.tsx'
import { lazyComponent } from '../../ui/lazy-component.tsx'

const SnippetsDialog = lazyComponent(() => import('./snippets-dialog.tsx'), 'SnippetsDialog')

const texts = defineTexts({ en: { code: 'Export as code' }, zh: { code: '导出为代码' } })

/** Exports a past push as code; the dialog is loaded when it is first opened. */
export function ExportButton({
  exchange,
  iconOnly = false,
}: {
  exchange: Exchange
  iconOnly?: boolean
}) {
  const t = useTexts(texts)
  const [open, setOpen] = useState(false)
  const { message_id, body, request } = exchange
  const button = {
    icon: <Code size={16} aria-hidden="true" />,
    'aria-haspopup': 'dialog',
    onClick: () => setOpen(true),
  } as const
  return (
    <>
      {iconOnly ? <IconButton {...button} label={t.code} /> : <Button {...button}>{t.code}</Button>}
      {open ? (
        <SnippetsDialog
          shown={{
            message_id: message_id ?? '',
            body,
            base_url: request.url.replace(/\/open-apis\/.*/s, ''),
            sent: true,
          }}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  )
}
