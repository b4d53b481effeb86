import { Download, RotateCcw, Upload } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import type { EmulatorState } from '#contract/emulator/state'
import { callEmulator, controlCall, useControl } from '../../api-client/emulator.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { saveFile } from '../../ui/save-file.ts'
import shared from '../../ui/shared.module.css'
import { ControlFailure } from './control-failure.tsx'
import styles from './inspector.module.css'
import { inspectorTexts } from './inspector-texts.ts'

type Props = { profile: string; limits: EmulatorState['limits'] }

const MAX_BYTES = 1024 * 1024

/** Saves and loads the emulator's state as a file, resets it, and shows its limits. */
export function ScenarioTab({ profile, limits }: Props) {
  const t = useTexts(inspectorTexts)
  const { locale, tag } = useLocale()
  const announce = useAnnounce()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const control = useControl(profile)
  const number = new Intl.NumberFormat(tag)
  const [failure, setFailure] = useState<Error | null>(null)
  const [fileError, setFileError] = useState<string | null>(null)
  const [done, setDone] = useState<string | null>(null)

  const start = () => {
    control.reset()
    setFailure(null)
    setFileError(null)
    setDone(null)
  }
  const finish = (text: string) => {
    setDone(text)
    announce(text)
  }
  const save = async () => {
    start()
    try {
      const scenario = await callEmulator(
        profile,
        controlCall('GET /api/emulator/scenario', {}),
        locale,
      )
      saveFile('scenario.json', JSON.stringify(scenario, null, 2))
      finish(t.saved)
    } catch (error) {
      setFailure(error instanceof Error ? error : new Error(String(error)))
    }
  }
  const load = async (file: File) => {
    start()
    if (file.size > MAX_BYTES) return setFileError(t.tooLarge)
    let body: unknown
    try {
      body = JSON.parse(await file.text())
    } catch (error) {
      return setFileError(t.notJson(error instanceof Error ? error.message : ''))
    }
    control.mutate(controlCall('POST /api/emulator/scenario', { bodyText: JSON.stringify(body) }), {
      onSuccess: () => finish(t.loaded),
    })
  }
  const reset = () => {
    start()
    control.mutate(controlCall('POST /api/emulator/reset', { body: {} }), {
      onSuccess: () => finish(t.resetDone),
    })
  }

  return (
    <div className={shared.stack4}>
      <p className={styles.lead}>{t.scenarioLead}</p>
      <div>
        <Button icon={<Download size={16} aria-hidden="true" />} onClick={() => void save()}>
          {t.save}
        </Button>
      </div>
      <div className={shared.line}>
        <input
          ref={input}
          type="file"
          accept=".json,application/json"
          hidden
          aria-label={t.file}
          onChange={({ target }) => {
            const file = target.files?.[0]
            // Cleared, so that the same file can be chosen again after a fix.
            if (file) void load(file).finally(() => (target.value = ''))
          }}
        />
        <Button
          icon={<Upload size={16} aria-hidden="true" />}
          aria-describedby={`${id}-hint`}
          onClick={() => input.current?.click()}
        >
          {t.load}
        </Button>
        <span id={`${id}-hint`} className={shared.small}>
          {t.loadHint}
        </span>
      </div>
      <div className={shared.line}>
        <Button variant="danger" icon={<RotateCcw size={16} aria-hidden="true" />} onClick={reset}>
          {t.reset}
        </Button>
        <span className={shared.small}>{t.resetHint}</span>
      </div>
      {done ? <Callout tone="good">{done}</Callout> : null}
      {fileError ? (
        <div role="alert">
          <Callout tone="bad">{fileError}</Callout>
        </div>
      ) : null}
      <ControlFailure error={failure ?? control.error} />
      <section className={shared.stack2}>
        <h3 className={styles.heading}>{t.limits}</h3>
        <ul className={shared.stack2}>
          {(['messages', 'chats', 'events'] as const).map((kind) => (
            <li key={kind} className={shared.small}>
              {t.kept(
                t.keptNames[kind],
                number.format(limits[kind].count),
                number.format(limits[kind].max),
              )}
              {limits[kind].dropped > 0
                ? ` · ${t.dropped(number.format(limits[kind].dropped))}`
                : null}
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}
