import { findEndpoint } from '#contract/catalogue/explain-code'
import type { Bilingual } from '#contract/locale'
import { cutSecrets } from '#contract/texts/secrets'
import { decodeFile } from '#imports/decode-file'
import { PASTE_MAX, readAnything } from '#imports/read-anything'
import { REASONS } from '#imports/reasons'
import type { Readable, ReadResult } from './read-pasted.ts'

/** A longer text is too slow to edit in a box. */
const EDITABLE_MAX = 200_000

addEventListener('message', async ({ data }: MessageEvent<Readable>) => {
  postMessage(await read(data))
})

/** Reads one text or file. In a worker, so that the page stays responsive with any of 4 MB. */
async function read(given: Readable): Promise<ReadResult> {
  if (typeof given === 'string') return readText(given)
  if (given.size > PASTE_MAX) return { refused: REASONS.too_large }
  const decoded = decodeFile(new Uint8Array(await given.arrayBuffer()))
  return 'refused' in decoded ? decoded : readText(decoded.text, decoded.remark)
}

function readText(text: string, remark: Bilingual | null = null): ReadResult {
  const imported = readAnything(text)
  if (remark) imported.not_understood.unshift({ place: '1:1', reason: remark })
  return {
    reading: {
      ...imported,
      endpoint: findEndpoint(text),
      text: text.length > EDITABLE_MAX ? null : cutSecrets(text, imported.secrets),
    },
  }
}
