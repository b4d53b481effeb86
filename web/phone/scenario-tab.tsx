import { Download, RotateCcw } from 'lucide-react'
import { useId, useState } from 'react'
import type { EmulatorState } from '#contract/emulator-state'
import { readerTag } from '../exchange-view/format.ts'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { callEmulator, useControl } from '../queries/emulator-control.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Callout } from '../ui/callout.tsx'
import fieldStyles from '../ui/field.module.css'
import { saveFile } from '../ui/save-file.ts'
import { ControlFailure } from './control-failure.tsx'
import styles from './inspector.module.css'
import { inspectorTexts } from './inspector-texts.ts'

type Props = { profile: string; limits: EmulatorState['limits'] }

const MAX_BYTES = 1024 * 1024

/** All that the emulator holds as a file, the way back to the start, and how much is kept. */
export function ScenarioTab({ profile, limits }: Props) {
  const t = useTexts(inspectorTexts)
  const { locale } = useLocale()
  const announce = useAnnounce()
  const id = useId()
  const control = useControl(profile)
  const number = new Intl.NumberFormat(readerTag(locale, navigator.languages))
  const [failure, setFailure] = useState<Error | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const [done, setDone] = useState<string | null>(null)

  const start = () => {
    control.reset()
    setFailure(null)
    setRefused(null)
    setDone(null)
  }
  const finish = (text: string) => {
    setDone(text)
    announce(text)
  }
  const save = async () => {
    start()
    try {
      const scenario = await callEmulator(profile, { method: 'GET', path: '/scenario' }, locale)
      saveFile('scenario.json', JSON.stringify(scenario, null, 2))
      finish(t.saved)
    } catch (error) {
      setFailure(error instanceof Error ? error : new Error(String(error)))
    }
  }
  const load = async (file: File) => {
    start()
    if (file.size > MAX_BYTES) return setRefused(t.tooLarge)
    let body: unknown
    try {
      body = JSON.parse(await file.text())
    } catch (error) {
      return setRefused(t.notJson(error instanceof Error ? error.message : ''))
    }
    control.mutate(
      { method: 'POST', path: '/scenario', body },
      { onSuccess: () => finish(t.loaded) },
    )
  }
  const reset = () => {
    start()
    control.mutate(
      { method: 'POST', path: '/reset', body: {} },
      { onSuccess: () => finish(t.resetDone) },
    )
  }

  return (
    <div className={styles.tab}>
      <p className={styles.lead}>{t.scenarioLead}</p>
      <div>
        <Button icon={<Download size={16} aria-hidden="true" />} onClick={() => void save()}>
          {t.save}
        </Button>
      </div>
      <div className={fieldStyles.field}>
        <label htmlFor={id} className={fieldStyles.label}>
          {t.load}
        </label>
        <input
          id={id}
          type="file"
          accept=".json,application/json"
          className={fieldStyles.input}
          aria-describedby={`${id}-hint`}
          onChange={({ target }) => {
            const file = target.files?.[0]
            // The same file can be chosen again once it is mended.
            if (file) void load(file).finally(() => (target.value = ''))
          }}
        />
        <p id={`${id}-hint`} className={fieldStyles.hint}>
          {t.loadHint}
        </p>
      </div>
      <div className={styles.row}>
        <Button variant="danger" icon={<RotateCcw size={16} aria-hidden="true" />} onClick={reset}>
          {t.reset}
        </Button>
        <span className={styles.soft}>{t.resetHint}</span>
      </div>
      {done ? <Callout tone="good">{done}</Callout> : null}
      {refused ? (
        <div role="alert">
          <Callout tone="bad">{refused}</Callout>
        </div>
      ) : null}
      <ControlFailure error={failure ?? control.error} />
      <section className={styles.section}>
        <h3 className={styles.heading}>{t.limits}</h3>
        <ul className={styles.list}>
          {(['messages', 'chats', 'events'] as const).map((kind) => (
            <li key={kind} className={styles.soft}>
              {t.keptNames[kind]}:{' '}
              {t.kept(number.format(limits[kind].count), number.format(limits[kind].max))}
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
