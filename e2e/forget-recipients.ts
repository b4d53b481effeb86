import { recipientsSchema } from '#contract/recipient'
import type { ConsoleProcess } from '../scripts/console-process.ts'

/** Makes a console forget the people and chats that earlier tests sent to. */
export async function forgetRecipients({ url }: ConsoleProcess): Promise<void> {
  const path = `${url}/api/recipients?profile=emulator`
  const { recipients } = recipientsSchema.parse(await (await fetch(path)).json())
  for (const { receive_id_type, receive_id } of recipients) {
    const which = new URLSearchParams({ receive_id_type, receive_id })
    await fetch(`${path}&${which}`, { method: 'DELETE' })
  }
}
