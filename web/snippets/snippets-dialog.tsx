import { useMemo, useState } from 'react'
import { clientInfo, isSnippetClient, SNIPPET_CLIENTS, type SnippetClient } from '#snippets/clients'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { Callout } from '../ui/callout.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { LabelledSelect } from '../ui/labelled-select.tsx'
import { readStored, writeStored } from '../ui/storage.ts'
import { Program } from './program.tsx'
import { readCall, type ShownCall } from './read-call.ts'
import styles from './snippets.module.css'
import { snippetTexts } from './texts.ts'

const STORED = 'follow-up-console.snippet-client'
const CLIENTS = Object.keys(SNIPPET_CLIENTS).filter(isSnippetClient)
const SHOWN_MENDS = 5

type Props = { shown: ShownCall; onClose: () => void }

/** A call as a program of the client that is chosen; the choice is remembered. */
export function SnippetsDialog({ shown, onClose }: Props) {
  const t = useTexts(snippetTexts)
  const { locale } = useLocale()
  const [client, setClient] = useState<SnippetClient>(() => {
    const stored = readStored(STORED)
    return isSnippetClient(stored) ? stored : 'curl'
  })
  const read = useMemo(() => readCall(shown, locale), [shown, locale])
  return (
    <Dialog title={t.title} wide onClose={onClose}>
      {read.ok ? (
        <>
          <LabelledSelect
            label={t.client}
            value={client}
            options={CLIENTS.map((value) => ({ value, label: clientInfo(value).name }))}
            onValue={(value) => {
              setClient(value)
              writeStored(STORED, value)
            }}
          />
          <Program client={client} call={read.call} />
        </>
      ) : (
        <Callout tone="warn" title={t.cannot}>
          <ul className={styles.mends}>
            {read.mends.slice(0, SHOWN_MENDS).map((mend) => (
              <li key={mend}>{mend}</li>
            ))}
            {read.mends.length > SHOWN_MENDS ? (
              <li>{t.more(read.mends.length - SHOWN_MENDS)}</li>
            ) : null}
          </ul>
        </Callout>
      )}
    </Dialog>
  )
}
