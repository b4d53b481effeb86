import type { ControlChannel } from '../feishu/control-channel.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { followedMessages } from '../ledger/followed-messages.ts'
import type { Storage } from '../storage/storage.ts'
import { emulatorShowsFollowUps } from './ask-emulator.ts'
import type { Followed } from './facts.ts'

/** Whether a message has bubbles: by the emulator where it is one, else as far as the ledger knows. */
export async function findFollowed(
  { storage, control }: { storage: Storage; control: ControlChannel },
  { brand, base_url }: SecretProfile,
  message_id: string,
): Promise<Followed> {
  if (brand === 'emulator') {
    const shown = await emulatorShowsFollowUps(control, base_url, message_id)
    if (shown !== null) return { is: shown ? 'yes' : 'no', by: 'emulator' }
  }
  const followed = await followedMessages(storage, base_url, [message_id])
  return { is: followed.get(message_id) ?? 'no', by: 'ledger' }
}
