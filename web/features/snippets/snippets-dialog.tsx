import { useMemo, useState } from 'react'
import { draftBodySchema, pushFollowUpBodySchema } from '#contract/follow-ups'
import type { Bilingual, Locale } from '#contract/locale'
import { validate } from '#contract/validation/validate'
import { clientInfo, isSnippetClient, SNIPPET_CLIENTS, type SnippetClient } from '#snippets/clients'
import { snippet } from '#snippets/snippet'
import {
  readCall as checkCall,
  SNIPPET_PROBLEMS,
  type SnippetCall,
  SnippetError,
} from '#snippets/snippet-call'
import { storedValue, useStoredValue } from '../../browser/stored-value.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Callout } from '../../ui/callout/callout.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { LabelledSelect } from '../../ui/form/labelled-field.tsx'
import { Segmented } from '../../ui/form/segmented.tsx'
import { keyed } from '../../ui/keyed.ts'
import { lazyComponent } from '../../ui/lazy-component.tsx'
import { Program } from './program.tsx'
import styles from './snippets.module.css'
import { snippetTexts } from './texts.ts'

const ReceiveClick = lazyComponent(() => import('./receive-click.tsx'), 'ReceiveClick')

export const storedClient = storedValue({
  key: 'snippet-client',
  parse: (value) => (isSnippetClient(value) ? value : null),
  format: 'text',
})
const CLIENTS = Object.keys(SNIPPET_CLIENTS).filter(isSnippetClient)
const SHOWN_ERRORS = 5
/** Stands for a message that is not chosen yet. */
const EXAMPLE_ID = 'om_your_message_id'
const NO_MESSAGE: Bilingual = {
  en: `No message is chosen: replace ${EXAMPLE_ID}.`,
  zh: `未选择消息：请替换 ${EXAMPLE_ID}。`,
}

type Props = { shown: ShownCall; onClose: () => void }

/** A call, and what receives its click, as a program for the chosen client; the choice is stored. */
export function SnippetsDialog({ shown, onClose }: Props) {
  const t = useTexts(snippetTexts)
  const { locale } = useLocale()
  const [client, setClient] = useStoredValue<SnippetClient>(storedClient, 'curl')
  const [purpose, setPurpose] = useState<'send' | 'receive'>('send')
  const read = useMemo(() => readCall(shown, locale), [shown, locale])
  return (
    <Dialog title={t.title} wide onClose={onClose}>
      {read.ok ? (
        <>
          <Segmented
            legend={t.purpose}
            value={purpose}
            options={[
              { value: 'send', label: t.send },
              { value: 'receive', label: t.receive },
            ]}
            onChange={setPurpose}
          />
          {purpose === 'send' ? (
            <>
              <LabelledSelect
                label={t.client}
                value={client}
                options={CLIENTS.map((value) => ({ value, label: clientInfo(value).name }))}
                onValue={setClient}
              />
              <SendBubbles client={client} call={read.call} />
            </>
          ) : (
            <ReceiveClick client={client} onClient={setClient} call={read.call} />
          )}
        </>
      ) : (
        <Callout tone="warn" title={t.cannot}>
          <ul className={styles.errors}>
            {keyed(read.errors.slice(0, SHOWN_ERRORS)).map(([key, error]) => (
              <li key={key}>{error}</li>
            ))}
            {read.errors.length > SHOWN_ERRORS ? (
              <li>{t.more(read.errors.length - SHOWN_ERRORS)}</li>
            ) : null}
          </ul>
        </Callout>
      )}
    </Dialog>
  )
}

/** The program that makes the call with a client. */
function SendBubbles({ client, call }: { client: SnippetClient; call: SnippetCall }) {
  const t = useTexts(snippetTexts)
  const { locale } = useLocale()
  const code = useMemo(() => write(client, call), [client, call])
  if (code instanceof SnippetError) {
    return (
      <Callout tone="warn" title={t.cannotClient}>
        {SNIPPET_PROBLEMS[code.problem][locale]}
      </Callout>
    )
  }
  const { note, ...info } = clientInfo(client)
  const notes = call.message_id === EXAMPLE_ID ? [NO_MESSAGE, note] : [note]
  return <Program code={code} {...info} notes={notes} />
}

function write(client: SnippetClient, call: SnippetCall): string | SnippetError {
  try {
    return snippet(client, call)
  } catch (error) {
    if (error instanceof SnippetError) return error
    throw error
  }
}

/** A call as it is on the page, not validated. */
type ShownCall = {
  message_id: string
  /** The request body: its JSON text, or its value. */
  body: string | object
  base_url: string
  /** It was sent like this: bubbles that break a limit are exported unchanged. */
  sent?: boolean
}

type ReadCall = { ok: true; call: SnippetCall } | { ok: false; errors: string[] }

/** Returns the call for a program, or the errors to fix first. */
function readCall({ message_id, body, base_url, sent }: ShownCall, locale: Locale): ReadCall {
  const value = typeof body === 'string' ? parseJson(body) : body
  if (value === undefined) return { ok: false, errors: [BROKEN_JSON[locale]] }
  const result = sent
    ? validate(draftBodySchema, value, locale)
    : validate(pushFollowUpBodySchema, value, locale)
  const errors = result.ok
    ? []
    : result.issues.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
  const call = {
    message_id: message_id || EXAMPLE_ID,
    base_url,
    follow_ups: result.ok ? result.value.follow_ups : [],
  }
  try {
    const checked = checkCall(call)
    if (errors.length === 0) return { ok: true, call: checked }
  } catch (error) {
    if (!(error instanceof SnippetError)) throw error
    errors.unshift(SNIPPET_PROBLEMS[error.problem][locale])
  }
  return { ok: false, errors }
}

const BROKEN_JSON = {
  en: 'Invalid JSON. Fix it in the JSON tab.',
  zh: 'JSON 无效，请在 JSON 标签页中修正。',
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
