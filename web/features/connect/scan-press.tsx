import { useState } from 'react'
import { controlCall, useControl } from '../../api-client/emulator.ts'
import { useEmulatorState } from '../../api-client/emulator-state.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { LabelledSelect } from '../../ui/form/labelled-field.tsx'
import styles from './connect.module.css'
import { connectTexts } from './connect-texts.ts'

type Props = {
  /** A profile of the emulator. */
  profile: string
  user_code: string
  /** The link, if this console shows it; it says which scopes are asked for. */
  url?: string | undefined
}

/** Scans a link of the emulator as one of its users, who approves or denies it. */
export function ScanPress({ profile, user_code, url }: Props) {
  const t = useTexts(connectTexts)
  const { data: state } = useEmulatorState({ id: profile, brand: 'emulator' })
  const { mutate, isPending, error } = useControl(profile)
  const [chosen, setChosen] = useState<string | null>(null)
  if (!state) return null
  const open_id = chosen ?? state.default_receiver.receive_id
  const decide = (action: 'approve' | 'deny') => () => {
    if (isPending) return
    const body = { action, open_id, ...(url !== undefined && { url }) }
    const params = { user_code }
    mutate(controlCall('POST /api/emulator/registrations/:user_code', { params, body }))
  }
  return (
    <div className={styles.press}>
      <LabelledSelect
        label={t.scanAs}
        value={open_id}
        options={state.users.map(({ open_id: value, name }) => ({ value, label: name }))}
        onValue={setChosen}
      />
      <div className={styles.actions}>
        <Button variant="primary" aria-disabled={isPending} onClick={decide('approve')}>
          {t.approveAs}
        </Button>
        <Button aria-disabled={isPending} onClick={decide('deny')}>
          {t.deny}
        </Button>
      </div>
      {error ? (
        <div role="alert">
          <Callout tone="bad" title={t.scanFailed}>
            {error.message}
          </Callout>
        </div>
      ) : null}
    </div>
  )
}
