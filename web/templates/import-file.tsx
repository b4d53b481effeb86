import { Upload } from 'lucide-react'
import { useRef, useState } from 'react'
import { TEMPLATE_LIMITS } from '#contract/template-limits'
import { useTexts } from '../i18n/texts.ts'
import { useTemplateChanges } from '../queries/templates.ts'
import { Button } from '../ui/button.tsx'
import { Callout } from '../ui/callout.tsx'
import { Refused } from './refused.tsx'
import { templateTexts } from './texts.ts'

/** Takes a file of templates and says what came of it, or what is wrong with it and where. */
export function ImportFile() {
  const t = useTexts(templateTexts)
  const { takeFile } = useTemplateChanges()
  const input = useRef<HTMLInputElement>(null)
  const [unfit, setUnfit] = useState<string | null>(null)

  const take = async (file: File) => {
    takeFile.reset()
    setUnfit(null)
    if (file.size > TEMPLATE_LIMITS.file.max) return setUnfit(t.fileTooLarge)
    const text = await file.text()
    try {
      JSON.parse(text)
    } catch {
      return setUnfit(t.fileNotJson)
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
          // The same file, once more and mended, has to count as a new choice.
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
        {unfit === null ? null : (
          <Callout tone="bad" title={t.importFailed}>
            {unfit}
          </Callout>
        )}
        {takeFile.error ? <Refused title={t.importFailed} error={takeFile.error} /> : null}
        {takeFile.data ? (
          <Callout tone="good">
            {t.imported(takeFile.data.created, takeFile.data.extended, takeFile.data.unchanged)}
          </Callout>
        ) : null}
      </div>
    </>
  )
}
