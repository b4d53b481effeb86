import { useState } from 'react'
import type { FaultKind } from '#contract/emulator-faults'
import { EMULATOR_OPERATIONS } from '#contract/emulator-operation'
import { useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button.tsx'
import { LabelledInput } from '../ui/labelled-input.tsx'
import { LabelledSelect } from '../ui/labelled-select.tsx'
import { buildFault, FAULT_KINDS, FAULT_SETTINGS, numberOr, SETTING_VALUES } from './fault-kinds.ts'
import styles from './inspector.module.css'
import { inspectorTexts } from './inspector-texts.ts'

/** A rule of one's own: what goes wrong, on which calls, how often. */
export function FaultForm({ onPlant }: { onPlant: (rule: unknown) => void }) {
  const t = useTexts(inspectorTexts)
  const [kind, setKind] = useState<FaultKind['kind']>('latency')
  const [operation, setOperation] = useState('push_follow_up')
  const [nextCalls, setNextCalls] = useState('1')
  const [share, setShare] = useState('')
  const [typed, setTyped] = useState<Record<string, string>>({})

  const wordFor = (value: string) =>
    value === 'before_effect' || value === 'after_effect' ? t[value] : value

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        onPlant({
          operation,
          ...(nextCalls !== '' && { next_calls: numberOr(nextCalls) }),
          ...(share !== '' && { share: Number(share) / 100 }),
          fault: buildFault(kind, typed),
        })
      }}
    >
      <div className={styles.pair}>
        <LabelledSelect
          label={t.kind}
          value={kind}
          options={FAULT_KINDS.map((value) => ({ value, label: t.kinds[value] }))}
          onValue={(value) => {
            setKind(value)
            setTyped({})
          }}
        />
        <LabelledSelect
          label={t.operation}
          value={operation}
          options={[
            { value: '*', label: t.anyCall },
            ...EMULATOR_OPERATIONS.map((value) => ({ value, label: value })),
          ]}
          onValue={setOperation}
        />
      </div>
      <div className={styles.pair}>
        {Object.entries(FAULT_SETTINGS[kind]).map(([name, otherwise]) => {
          const values = SETTING_VALUES[name]
          const value = typed[name] ?? otherwise
          const change = (text: string) => setTyped({ ...typed, [name]: text })
          return values ? (
            <LabelledSelect
              key={name}
              label={name === 'when' ? t.when : name}
              value={value}
              options={values.map((one) => ({ value: one, label: wordFor(one) }))}
              onValue={change}
            />
          ) : (
            <LabelledInput key={name} label={name} value={value} onText={change} />
          )
        })}
      </div>
      <div className={styles.pair}>
        <LabelledInput
          label={t.nextCalls}
          hint={t.nextCallsHint}
          type="number"
          min="1"
          value={nextCalls}
          onText={setNextCalls}
        />
        <LabelledInput
          label={`${t.share} (%)`}
          type="number"
          min="0"
          max="100"
          step="any"
          placeholder="100"
          value={share}
          onText={setShare}
        />
      </div>
      <div>
        <Button type="submit">{t.plant}</Button>
      </div>
    </form>
  )
}
