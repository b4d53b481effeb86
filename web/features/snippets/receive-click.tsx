import { useMemo } from 'react'
import { clientInfo, type SnippetClient } from '#snippets/clients'
import {
  isReceiverClient,
  RECEIVER_NOTE,
  RECEIVERS,
  receiverInfo,
  receiverProgram,
} from '#snippets/receivers'
import type { SnippetCall } from '#snippets/snippet-call'
import { useTexts } from '../../i18n/texts.ts'
import { LabelledSelect } from '../../ui/form/labelled-field.tsx'
import { Program } from './program.tsx'
import { snippetTexts } from './texts.ts'

const CLIENTS = (Object.keys(RECEIVERS) as SnippetClient[]).filter(isReceiverClient)

type Props = {
  client: SnippetClient
  onClient: (client: SnippetClient) => void
  call: SnippetCall
}

/** The program that receives the click on the bubbles of a call. */
export function ReceiveClick({ client, onClient, call }: Props) {
  const t = useTexts(snippetTexts)
  const receiver = receiverFor(client)
  const code = useMemo(() => receiverProgram(receiver, call), [receiver, call])
  const { name, language, note } = clientInfo(receiver)
  const { file_name, run, environment, note: transport } = receiverInfo(receiver)
  return (
    <>
      <LabelledSelect
        label={t.client}
        value={receiver}
        options={CLIENTS.map((value) => ({ value, label: clientInfo(value).name }))}
        onValue={onClient}
      />
      <Program
        code={code}
        name={name}
        language={language}
        file_name={file_name}
        run={run}
        environment={environment}
        notes={[RECEIVER_NOTE, transport, note]}
      />
    </>
  )
}

/** A client without a receiver of its own gets the one of its language, or the Node SDK’s. */
function receiverFor(client: SnippetClient) {
  if (isReceiverClient(client)) return client
  return clientInfo(client).language === 'python' ? 'python' : 'node'
}
