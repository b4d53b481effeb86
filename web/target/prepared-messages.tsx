import type { Profile } from '#contract/profile'
import { useTexts } from '../i18n/texts.ts'
import { useEmulatorState, useResetEmulator } from '../queries/emulator.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Callout } from '../ui/callout.tsx'
import fieldStyles from '../ui/field.module.css'
import { Demonstrations } from './demonstrations.tsx'
import { targetTexts } from './texts.ts'

type Props = { profile: Profile; chosen: string; onPick: (messageId: string) => void }

/** What the emulator has to try out; real platforms have nothing of the kind. */
export function PreparedMessages({ profile, chosen, onPick }: Props) {
  const t = useTexts(targetTexts)
  const announce = useAnnounce()
  const state = useEmulatorState(profile)
  const reset = useResetEmulator(profile)
  if (profile.brand !== 'emulator') return null
  if (state.isPending) return <p className={fieldStyles.hint}>{t.preparedLoading}</p>
  if (state.isError) {
    return (
      <Callout tone="bad" title={t.preparedFailed}>
        <div>
          <Button onClick={() => void state.refetch()}>{t.retry}</Button>
        </div>
      </Callout>
    )
  }
  return (
    <Demonstrations
      demonstrations={state.data.demonstrations}
      chosen={chosen}
      resetting={reset.isPending}
      onPick={onPick}
      onReset={() => reset.mutate(undefined, { onSuccess: () => announce(t.resetDone) })}
    />
  )
}
