import { Download } from 'lucide-react'
import { useMemo } from 'react'
import { clientInfo, type SnippetClient } from '#snippets/clients'
import { snippet } from '#snippets/snippet'
import type { SnippetCall } from '#snippets/snippet-call'
import { SNIPPET_PROBLEMS, SnippetError } from '#snippets/snippet-problem'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { Callout } from '../ui/callout.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { saveFile } from '../ui/save-file.ts'
import { Code } from './code.tsx'
import { HowToRun } from './how-to-run.tsx'
import styles from './snippets.module.css'
import { snippetTexts } from './texts.ts'

/** One program to read, copy and save, and what it needs. */
export function Program({ client, call }: { client: SnippetClient; call: SnippetCall }) {
  const t = useTexts(snippetTexts)
  const { locale } = useLocale()
  const written = useMemo(() => write(client, call), [client, call])
  if (written instanceof SnippetError) {
    return (
      <Callout tone="warn" title={t.cannotClient}>
        {SNIPPET_PROBLEMS[written.problem][locale]}
      </Callout>
    )
  }
  const { name, language, file_name } = clientInfo(client)
  return (
    <>
      <div className={styles.program}>
        <div className={styles.tools}>
          <code className={styles.file}>{file_name}</code>
          <CopyButton text={written} label={t.copy} />
          <IconButton
            label={t.download(file_name)}
            icon={<Download size={16} aria-hidden="true" />}
            onClick={() => saveFile(file_name, written, 'text/plain;charset=utf-8')}
          />
        </div>
        <Code label={t.code(name)} language={language} code={written} />
      </div>
      <HowToRun client={client} />
    </>
  )
}

function write(client: SnippetClient, call: SnippetCall): string | SnippetError {
  try {
    return snippet(client, call)
  } catch (error) {
    if (error instanceof SnippetError) return error
    throw error
  }
}
