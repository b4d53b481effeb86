import * as z from 'zod/mini'
import type { Tenant } from './tenant.ts'

/** The first bytes of a PNG file, which are all the emulator looks at. */
export const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0xff, 0x00])

export function imageForm(bytes: Uint8Array<ArrayBuffer>, image_type = 'message'): FormData {
  const form = new FormData()
  form.set('image_type', image_type)
  form.set('image', new Blob([bytes]), 'image.png')
  return form
}

/** Uploads an image; returns its image_key. */
export async function upload(tenant: Tenant, image_type?: string): Promise<string> {
  const { data } = await tenant.ask('POST', '/im/v1/images', imageForm(PNG, image_type))
  return z.string().parse(data?.image_key)
}

/** Uploads an image as another bot. */
export async function uploadAsOther(tenant: Tenant): Promise<string> {
  const token = await tenant.newToken('cli_13579bdf02468ace', 'emulator-secret-parcels')
  const body = imageForm(PNG)
  const { data } = await tenant.call('POST', '/open-apis/im/v1/images', { token, body })
  return z.string().parse(data?.image_key)
}
