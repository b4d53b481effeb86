import { Trash2 } from 'lucide-react'
import type { Faults } from '#contract/emulator/faults'
import { type ControlCall, controlCall, useControl } from '../../api-client/emulator.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Button, IconButton } from '../../ui/button/button.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import shared from '../../ui/shared.module.css'
import { ControlFailure } from './control-failure.tsx'
import { EmulatorTime } from './emulator-clock.tsx'
import { FAULT_PRESETS, FaultForm, settingName, settingValue } from './fault-form.tsx'
import styles from './inspector.module.css'
import { inspectorTexts } from './inspector-texts.ts'

const PRESETS = Object.keys(FAULT_PRESETS) as (keyof typeof FAULT_PRESETS)[]

/** Adds fault rules, and lists the active ones and how often they fired. */
export function FaultsTab({ profile, state }: { profile: string; state: Faults }) {
  const t = useTexts(inspectorTexts)
  const { tag } = useLocale()
  const announce = useAnnounce()
  const control = useControl(profile)
  const { faults, fired } = state
  const percent = new Intl.NumberFormat(tag, {
    style: 'percent',
    maximumFractionDigits: 1,
  })

  const add = (rule: unknown) =>
    control.mutate(controlCall('POST /api/emulator/faults', { bodyText: JSON.stringify(rule) }), {
      onSuccess: () => announce(t.announceAdded),
    })
  const remove = (call: ControlCall) =>
    control.mutate(call, { onSuccess: () => announce(t.announceRemoved) })

  return (
    <div className={shared.stack4}>
      <p className={styles.lead}>{t.faultsLead}</p>
      <section className={shared.stack2}>
        <h3 className={styles.heading}>{t.presets}</h3>
        <div className={shared.line}>
          {PRESETS.map((preset) => (
            <Button key={preset} onClick={() => add(FAULT_PRESETS[preset])}>
              {t[preset]}
            </Button>
          ))}
        </div>
      </section>
      <Disclosure summary={t.customRule}>
        <FaultForm onAdd={add} />
      </Disclosure>
      <ControlFailure error={control.error} />
      <section className={shared.stack2}>
        <div className={styles.spread}>
          <h3 className={styles.heading}>{t.active}</h3>
          {faults.length > 1 ? (
            <Button
              variant="ghost"
              onClick={() => remove(controlCall('DELETE /api/emulator/faults', {}))}
            >
              {t.removeAll}
            </Button>
          ) : null}
        </div>
        {faults.length === 0 ? <p className={shared.small}>{t.noFaults}</p> : null}
        <ul className={shared.stack2}>
          {faults.map(({ fault_id, fault, operation, share, next_calls, matched, fired: hits }) => (
            <li key={fault_id} className={styles.card}>
              <div className={styles.spread}>
                <span>
                  {t.kinds[fault.kind]} · {operation === '*' ? t.anyCall : <code>{operation}</code>}
                </span>
                <IconButton
                  label={t.remove(t.kinds[fault.kind])}
                  icon={<Trash2 size={16} aria-hidden="true" />}
                  onClick={() =>
                    remove(
                      controlCall('DELETE /api/emulator/faults/:fault_id', {
                        params: { fault_id },
                      }),
                    )
                  }
                />
              </div>
              <p className={shared.small}>
                {[
                  t.hits(hits, matched),
                  ...(next_calls === undefined ? [] : [t.left(Math.max(next_calls - matched, 0))]),
                  ...(share === 1 ? [] : [t.shareOf(percent.format(share))]),
                  ...Object.entries(fault).flatMap(([name, value]) =>
                    name === 'kind'
                      ? []
                      : [t.setting(settingName(t, name), settingValue(t, String(value)))],
                  ),
                ].join(' · ')}
              </p>
            </li>
          ))}
        </ul>
      </section>
      {fired.length > 0 ? (
        <section className={shared.stack2}>
          <h3 className={styles.heading}>{t.fired}</h3>
          <ul className={shared.stack2}>
            {fired
              .slice(-10)
              .reverse()
              .map(({ at_ms, fault_id, kind, operation }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the same fault can fire twice at once
                <li key={`${at_ms} ${fault_id} ${index}`} className={shared.small}>
                  <EmulatorTime ms={at_ms} /> · <code>{kind}</code> · <code>{operation}</code>
                </li>
              ))}
          </ul>
        </section>
      ) : null}
    </div>
  )
}
