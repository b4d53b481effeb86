import { useForm } from 'react-hook-form'
import { EMULATOR_OPERATIONS, type FaultKind, type FaultRuleInput } from '#contract/emulator/faults'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { LabelledInput, LabelledSelect } from '../../ui/form/labelled-field.tsx'
import shared from '../../ui/shared.module.css'
import styles from './inspector.module.css'
import { inspectorTexts } from './inspector-texts.ts'

type FaultFields = {
  kind: FaultKindName
  operation: string
  nextCalls: string
  share: string
  settings: Record<string, string>
}

/** A custom rule: the fault, the calls it applies to, and how often. */
export function FaultForm({ onAdd }: { onAdd: (rule: unknown) => void }) {
  const t = useTexts(inspectorTexts)
  const { register, watch, setValue, handleSubmit } = useForm<FaultFields>({
    defaultValues: {
      kind: 'latency',
      operation: 'push_follow_up',
      nextCalls: '1',
      share: '',
      settings: FAULT_SETTINGS.latency,
    },
  })
  const kind = watch('kind')
  const submit = handleSubmit(({ nextCalls, share, ...fields }) =>
    onAdd({
      operation: fields.operation,
      ...(nextCalls !== '' && { next_calls: parseNumber(nextCalls) }),
      ...(share !== '' && { share: Number(share) / 100 }),
      fault: buildFault(fields.kind, fields.settings),
    }),
  )
  return (
    <form className={shared.stack2} onSubmit={(event) => void submit(event)}>
      <div className={styles.pair}>
        <LabelledSelect
          label={t.kind}
          value={kind}
          options={FAULT_KINDS.map((value) => ({ value, label: t.kinds[value] }))}
          onValue={(value) => {
            setValue('kind', value)
            setValue('settings', FAULT_SETTINGS[value])
          }}
        />
        <LabelledSelect
          label={t.operation}
          options={[
            { value: '*', label: t.anyCall },
            ...EMULATOR_OPERATIONS.map((value) => ({ value, label: value })),
          ]}
          {...register('operation')}
        />
      </div>
      <div className={styles.pair}>
        {Object.keys(FAULT_SETTINGS[kind]).map((name) => {
          const values = SETTING_VALUES[name]
          const label = settingName(t, name)
          return values ? (
            <LabelledSelect
              key={`${kind} ${name}`}
              label={label}
              options={values.map((value) => ({ value, label: settingValue(t, value) }))}
              {...register(`settings.${name}`)}
            />
          ) : (
            <LabelledInput
              key={`${kind} ${name}`}
              label={label}
              {...register(`settings.${name}`)}
            />
          )
        })}
      </div>
      <div className={styles.pair}>
        <LabelledInput
          label={t.nextCalls}
          hint={t.nextCallsHint}
          type="number"
          min="1"
          {...register('nextCalls')}
        />
        <LabelledInput
          label={t.share}
          hint={t.shareHint}
          type="number"
          min="0"
          max="100"
          step="any"
          placeholder="100"
          {...register('share')}
        />
      </div>
      <div>
        <Button type="submit">{t.add}</Button>
      </div>
    </form>
  )
}

type InspectorTexts = (typeof inspectorTexts)['en']

/** The label of a setting of a fault. */
export function settingName({ settings }: InspectorTexts, name: string): string {
  return isKey(settings, name) ? settings[name] : name
}

/** The label of a value of a setting: the fixed ones have one, others stay as they are. */
export function settingValue({ values }: InspectorTexts, value: string): string {
  return isKey(values, value) ? values[value] : value
}

function isKey<T extends object>(names: T, name: string): name is Extract<keyof T, string> {
  return Object.hasOwn(names, name)
}

type FaultKindName = FaultKind['kind']

/** The settings of each kind of fault, with their defaults. */
const FAULT_SETTINGS: Record<FaultKindName, Readonly<Record<string, string>>> = {
  latency: { when: 'before_effect', ms: '3000' },
  drop: { when: 'before_effect' },
  reset: { when: 'before_effect' },
  server_error: { when: 'before_effect', http_status: '500', body: 'platform' },
  rate_limited: { when: 'before_effect', reset: '1' },
  html: { when: 'before_effect', http_status: '502' },
  empty: { when: 'before_effect', http_status: '200' },
  truncated: { bytes: '' },
  wrong_content_type: { content_type: 'text/plain' },
  invalid_json: {},
  huge: { bytes: '100000000' },
  slow_drip: { bytes: '1', interval_ms: '300' },
  log_id: { log_id: '' },
  answer: { when: 'before_effect', code: '230101', msg: '', http_status: '400' },
  token_expired: {},
}

export const FAULT_KINDS = Object.keys(FAULT_SETTINGS) as FaultKindName[]

/** The settings with a fixed list of values. */
const SETTING_VALUES: Readonly<Record<string, readonly string[]>> = {
  when: ['before_effect', 'after_effect'],
  body: ['platform', 'none'],
}

const TEXT_SETTINGS = new Set(['when', 'body', 'content_type', 'log_id', 'msg'])

/** Builds a fault from typed settings: empty ones are left out, and a text that is not a number is kept for the server to validate. */
export function buildFault(
  kind: FaultKindName,
  typed: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const settings = Object.entries(FAULT_SETTINGS[kind]).flatMap(([name, byDefault]) => {
    const text = (typed[name] ?? byDefault).trim()
    return text === '' ? [] : [[name, TEXT_SETTINGS.has(name) ? text : parseNumber(text)] as const]
  })
  return { kind, ...Object.fromEntries(settings) }
}

function parseNumber(text: string): number | string {
  const number = Number(text)
  return Number.isFinite(number) ? number : text
}

/** Predefined rules, by the key of their label. */
export const FAULT_PRESETS = {
  presetDrop: {
    operation: 'push_follow_up',
    next_calls: 1,
    fault: { kind: 'drop', when: 'after_effect' },
  },
  presetRate: {
    operation: 'push_follow_up',
    next_calls: 1,
    fault: { kind: 'rate_limited', reset: 52 },
  },
  presetLatency: { operation: 'push_follow_up', fault: { kind: 'latency', ms: 3000 } },
  presetHtml: {
    operation: 'push_follow_up',
    next_calls: 1,
    fault: { kind: 'html', http_status: 502 },
  },
} satisfies Record<string, FaultRuleInput>
