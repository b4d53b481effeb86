import { Upload } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { TEMPLATE_LIMITS } from '#contract/limits'
import { templatesExportHref, useTemplateChanges } from '../../api-client/templates.ts'
import { useTexts } from '../../i18n/texts.ts'
import buttonStyles from '../../ui/button/button.module.css'
import { Button } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { TemplateError } from './template-error.tsx'
import { templateTexts } from './texts.ts'

/** Imports a file of templates and shows the result or its issues. */
export function ImportFile() {
  const t = useTexts(templateTexts)
  const { takeFile } = useTemplateChanges()
  const input = useRef<HTMLInputElement>(null)
  const [fileError, setFileError] = useState<string | null>(null)

  const take = async (file: File) => {
    takeFile.reset()
    setFileError(null)
    if (file.size > TEMPLATE_LIMITS.file.max) return setFileError(t.fileTooLarge)
    const text = await file.text()
    try {
      JSON.parse(text)
    } catch {
      return setFileError(t.fileNotJson)
    }
    takeFile.mutate(text)
  }

  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        onChange={(event) => {
          const [file] = event.target.files ?? []
          // Otherwise choosing the same file again, after fixing it, is no change event.
          event.target.value = ''
          if (file) void take(file)
        }}
      />
      <Button
        variant="ghost"
        icon={<Upload size={16} aria-hidden="true" />}
        disabled={takeFile.isPending}
        onClick={() => input.current?.click()}
      >
        {t.import}
      </Button>
      <div role="status">
        {fileError === null ? null : (
          <Callout tone="bad" title={t.importFailed}>
            {fileError}
          </Callout>
        )}
        {takeFile.error ? <TemplateError title={t.importFailed} error={takeFile.error} /> : null}
        {takeFile.data ? (
          <Callout tone="good">
            {t.imported(takeFile.data.created, takeFile.data.extended, takeFile.data.unchanged)}
          </Callout>
        ) : null}
      </div>
    </>
  )
}

/** Downloads one template, or all, as a file: a link that looks like a button. */
export function DownloadLink(props: { id?: string; icon: ReactNode; children: ReactNode }) {
  return (
    <a
      className={`${buttonStyles.button} ${buttonStyles.ghost}`}
      href={templatesExportHref(props.id)}
      download
    >
      <span aria-hidden="true">{props.icon}</span>
      {props.children}
    </a>
  )
}
