import { Code } from 'lucide-react'
import { Suspense, useState } from 'react'
import type { Exchange } from '#contract/exchange'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { lazyComponent } from '../../ui/lazy-component.tsx'

const SnippetsDialog = lazyComponent(() => import('./snippets-dialog.tsx'), 'SnippetsDialog')

const texts = defineTexts({ en: { code: 'Export as code' }, zh: { code: '导出为代码' } })

/** Exports a past push as code; the dialog is loaded when it is first opened. */
export function ExportButton({ exchange }: { exchange: Exchange }) {
  const t = useTexts(texts)
  const [open, setOpen] = useState(false)
  const { message_id, body, request } = exchange
  return (
    <>
      <Button
        icon={<Code size={16} aria-hidden="true" />}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {t.code}
      </Button>
      {open ? (
        <Suspense>
          <SnippetsDialog
            shown={{
              message_id: message_id ?? '',
              body,
              base_url: request.url.replace(/\/open-apis\/.*/s, ''),
              sent: true,
            }}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      ) : null}
    </>
  )
}
