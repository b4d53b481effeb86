import { expect, test } from 'vitest'
import { PNG, upload } from '../testing/images.ts'
import { createTenant } from '../testing/tenant.ts'

test('an uploaded image is downloaded byte for byte', async () => {
  const tenant = await createTenant()
  const image_key = await upload(tenant)
  const url = `${tenant.emulator.url}/open-apis/im/v1/images/${image_key}`
  const headers = { Authorization: `Bearer ${tenant.token}` }
  const response = await fetch(url, { headers })
  expect(response.headers.get('content-type')).toBe('image/png')
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(PNG)
})

test('an image may come without a file name, as some clients send it', async () => {
  const tenant = await createTenant()
  const boundary = 'xyz'
  const part = (name: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n`
  const body = Buffer.concat([
    Buffer.from(`${part('image_type')}\r\nmessage\r\n`),
    Buffer.from(`${part('image')}Content-Type: application/octet-stream\r\n\r\n`),
    PNG,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  const headers = {
    Authorization: `Bearer ${tenant.token}`,
    'Content-Type': `multipart/form-data; boundary=${boundary}`,
  }
  const url = `${tenant.emulator.url}/open-apis/im/v1/images`
  const uploaded = await (await fetch(url, { method: 'POST', headers, body })).json()
  expect(uploaded.code).toBe(0)
  const download = await fetch(`${url}/${uploaded.data.image_key}`, { headers })
  expect(new Uint8Array(await download.arrayBuffer())).toEqual(PNG)
})

test('the oldest images are dropped when there are more than 40 MB', async () => {
  const tenant = await createTenant()
  const { token } = tenant
  const big = new Uint8Array(10 * 1024 * 1024)
  big.set(PNG)
  const keys: string[] = []
  for (let uploads = 0; uploads < 5; uploads += 1) {
    const form = new FormData()
    form.set('image_type', 'message')
    form.set('image', new Blob([big]), 'x.png')
    const { data } = await tenant.call('POST', '/open-apis/im/v1/images', { token, body: form })
    keys.push(String(data?.image_key))
  }
  const { call } = tenant
  const first = await call('GET', `/open-apis/im/v1/images/${keys[0]}`, { token })
  expect(first.code).toBe(234005)
  const second = await fetch(`${tenant.emulator.url}/open-apis/im/v1/images/${keys[1]}`, {
    headers: { Authorization: `Bearer ${token}` },
  })
  expect((await second.arrayBuffer()).byteLength).toBe(big.length)
})
