import { describe, expect, test } from 'vitest'
import { createWorld } from '../tenant/world.ts'
import { PNG, upload } from '../testing/images.ts'
import { createTenant } from '../testing/tenant.ts'
import { downloadImage, uploadImage } from './images.ts'

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

const MB = 1_048_576

/** A bot that calls the operations themselves. */
function startBot() {
  const world = createWorld({ randomHex: (bytes) => 'ab'.repeat(bytes) })
  const [app, other] = [...world.state.apps.values()]
  if (!app || !other) throw new Error('not seeded')
  const { images } = world.state
  const call = { world, app, params: {}, query: {}, body: undefined }
  const send = (bytes: unknown, image_type: unknown = 'message') =>
    uploadImage.handle({ ...call, body: { image: bytes, image_type } })
  const get = (image_key: string, by = app) =>
    downloadImage.handle({ ...call, app: by, params: { image_key } })
  const keep = (image_key: string, size: number) =>
    images.set(image_key, {
      app_id: app.app_id,
      image_type: 'message',
      bytes: new Uint8Array(size),
    })
  return { images, send, get, keep, other }
}

const png = (size: number) => {
  const bytes = new Uint8Array(size)
  bytes.set(PNG.subarray(0, size))
  return bytes
}

test('an image may have 10 MB, and its key has the documented form', () => {
  const { send } = startBot()
  const image_key = `img_v3_0abab_${'ab'.repeat(16)}g`
  expect(send(png(10 * MB))).toEqual({ kind: 'data', data: { image_key } })
  expect(send(png(10 * MB + 1))).toEqual({ kind: 'error', code: 234006 })
  expect(send(new Uint8Array())).toEqual({ kind: 'error', code: 234010 })
})

test('an image is for a message or an avatar, and has bytes', () => {
  const { send } = startBot()
  expect(send(PNG, 'avatar')).toMatchObject({ kind: 'data' })
  for (const [bytes, type] of [
    [PNG, 'cover'],
    [PNG, ''],
    [PNG, 7],
    ['text', 'message'],
  ]) {
    expect(send(bytes, type)).toEqual({ kind: 'error', code: 234001 })
  }
})

test('no more images are dropped than exceed 40 MB', () => {
  const { images, keep, send } = startBot()
  for (const key of ['a', 'b', 'c', 'd']) keep(key, 10 * MB - 2)
  send(png(8))
  expect(images.size).toBe(5)
  keep('e', 1)
  send(png(9))
  expect([...images.keys()].slice(0, 2)).toEqual(['b', 'c'])
  keep('f', 30 * MB)
  send(png(9))
  expect([...images.keys()]).toEqual([`img_v3_0abab_${'ab'.repeat(16)}g`, 'e', 'f'])
})

describe('the type of an image follows from its first bytes', () => {
  test.each([
    ['\xff\xd8\xff\xe0', 'jpeg'],
    ['\x89PNG\r\n', 'png'],
    ['GIF89a', 'gif'],
    ['RIFF\n\0\0\0WEBPVP8', 'webp'],
    ['BM\0\0', 'bmp'],
    ['BM\0\0ftypheic', 'bmp'],
    ['\0\0\x01\0\x01', 'x-icon'],
    ['II*\0', 'tiff'],
    ['MM\0*', 'tiff'],
    ['\0\0\n\x18ftypheic', 'heic'],
    ['\0\0\0\x18ftypheix', 'heic'],
    ['\0\0\0\x18ftypmif1', 'heic'],
  ])('%j: %s', (start, type) => {
    const { send, get, images } = startBot()
    const bytes = Buffer.from(start, 'latin1')
    expect(send(bytes)).toMatchObject({ kind: 'data' })
    const [key = ''] = images.keys()
    expect(get(key)).toEqual({ kind: 'file', bytes, content_type: `image/${type}` })
    expect(send(Buffer.from(`x${start}`, 'latin1'))).toEqual({ kind: 'error', code: 234011 })
  })
})

test('an image of a scenario can have any bytes, and belongs to one app', () => {
  const { get, keep, images, other } = startBot()
  keep('img_x', 3)
  expect(get('img_x')).toMatchObject({ kind: 'file', content_type: 'application/octet-stream' })
  expect(get('img_x', other)).toEqual({ kind: 'error', code: 234008 })
  expect(get('img_y')).toEqual({ kind: 'error', code: 234005 })
  const image = images.get('img_x')
  if (image) image.image_type = 'avatar'
  expect(get('img_x')).toEqual({ kind: 'error', code: 234001 })
})
