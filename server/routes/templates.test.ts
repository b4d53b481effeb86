import { afterEach, describe, expect, test } from 'vitest'
import { refusalSchema } from '#contract/refusal'
import {
  templateFileSchema,
  templateImportSchema,
  templateSchema,
  templatesSchema,
  versionConflictSchema,
} from '#contract/template'
import { createTestConsole, testProfile } from '../testing/test-console.ts'

let testConsole = createTestConsole([testProfile('http://127.0.0.1:1')])
afterEach(async () => {
  await testConsole.close()
  testConsole = createTestConsole([testProfile('http://127.0.0.1:1')])
})

const FOLLOW_UPS = [
  { content: 'Order {{order}}', i18n_contents: [{ content: '订单', language: 'zh_cn' }] },
]

async function create(name: string) {
  const response = await testConsole.post('/api/templates', { name, follow_ups: FOLLOW_UPS })
  expect(response.status).toBe(201)
  return templateSchema.parse(await response.json())
}

async function list(query = '') {
  const response = await testConsole.request(`/api/templates?query=${encodeURIComponent(query)}`)
  return templatesSchema.parse(await response.json()).templates
}

async function refusal(response: Response) {
  const { error, issues } = refusalSchema.parse(await response.json())
  return { status: response.status, error, paths: issues.map(({ path }) => path) }
}

const send = (method: string, path: string, body?: unknown) =>
  testConsole.request(path, {
    method,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  })

describe('the templates of the API', () => {
  test('are saved, found, read and changed, with their variables', async () => {
    const made = await create('  Parcel ')
    expect(made).toMatchObject({ name: 'Parcel', note: '', version: 1, variables: ['order'] })
    expect((await list('订单')).map(({ id }) => id)).toEqual([made.id])
    expect(await list('nothing like it')).toEqual([])

    const changed = await send('PATCH', `/api/templates/${made.id}`, { note: 'for parcels' })
    expect(templateSchema.parse(await changed.json())).toMatchObject({ note: 'for parcels' })

    const follow_ups = [{ content: 'new' }]
    const grown = await testConsole.post(`/api/templates/${made.id}/versions`, { follow_ups })
    expect(templateSchema.parse(await grown.json())).toMatchObject({ version: 2, follow_ups })

    const late = await testConsole.post(`/api/templates/${made.id}/versions`, {
      follow_ups: [{ content: 'too late' }],
      base_version: 1,
    })
    expect(late.status).toBe(409)
    expect(versionConflictSchema.parse(await late.json())).toMatchObject({
      error: 'version_conflict',
      template: { version: 2, follow_ups },
    })

    const opened = await testConsole.request(`/api/templates/${made.id}`)
    expect(templateSchema.parse(await opened.json()).versions).toHaveLength(2)
  })

  test('are deleted and restored', async () => {
    const { id } = await create('dear')
    const path = `/api/templates/${id}`
    expect((await send('DELETE', path)).status).toBe(200)
    expect((await send('DELETE', path)).status).toBe(404)
    expect((await testConsole.request(path)).status).toBe(404)
    expect((await testConsole.post(`${path}/versions`, { follow_ups: [] })).status).toBe(404)
    const restored = templateSchema.parse(await (await send('POST', `${path}/restore`)).json())
    expect(restored.name).toBe('dear')
  })

  test('may contain what the platform would reject', async () => {
    const follow_ups = [{ content: '' }, { content: 'x'.repeat(500) }, {}, {}].map((one) => ({
      content: '',
      ...one,
    }))
    const response = await testConsole.post('/api/templates', { name: 'forbidden', follow_ups })
    expect(response.status).toBe(201)
  })

  test.each<[string, unknown, string[]]>([
    ['no name', { follow_ups: [] }, ['name']],
    ['a blank name', { name: ' ', follow_ups: [] }, ['name']],
    ['a name that is too long', { name: 'x'.repeat(81), follow_ups: [] }, ['name']],
    ['a name no database can keep', { name: 'a\0b', follow_ups: [] }, ['name']],
    ['a long note', { name: 'x', note: 'x'.repeat(1001), follow_ups: [] }, ['note']],
    ['no bubbles at all', { name: 'x' }, ['follow_ups']],
    ['a text that is none', { name: 'x', follow_ups: [{ content: 1 }] }, ['follow_ups.0.content']],
    [
      'a foreign field',
      { name: 'x', follow_ups: [{ content: '', colour: 'red' }] },
      ['follow_ups.0.colour'],
    ],
  ])('refuse %s by its path', async (_, body, paths) => {
    expect(await refusal(await testConsole.post('/api/templates', body))).toEqual({
      status: 422,
      error: 'invalid',
      paths,
    })
    expect(await list()).toEqual([])
  })

  test('refuse a name that is taken, and unknown parameters', async () => {
    await create('mine')
    const again = await testConsole.post('/api/templates', { name: 'mine', follow_ups: [] })
    expect(await refusal(again)).toEqual({ status: 422, error: 'invalid', paths: ['name'] })
    const other = await create('yours')
    const renamed = await send('PATCH', `/api/templates/${other.id}`, { name: 'mine' })
    expect(await refusal(renamed)).toMatchObject({ status: 422, paths: ['name'] })
    const response = await testConsole.request('/api/templates?limit=1')
    expect(await refusal(response)).toMatchObject({ status: 422, paths: ['limit'] })
  })

  test('are exported as a file that another console imports', async () => {
    await create('one')
    await create('two')
    const response = await testConsole.request('/api/templates/export')
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="templates-\w+\.json"$/,
    )
    const file = templateFileSchema.parse(await response.json())
    expect(file.templates.map(({ name }) => name)).toEqual(['one', 'two'])

    for (const { id } of await list()) await send('DELETE', `/api/templates/${id}`)
    const taken = await testConsole.post('/api/templates/import', file)
    expect(templateImportSchema.parse(await taken.json())).toEqual({
      created: 2,
      extended: 0,
      unchanged: 0,
    })
    expect(await list()).toHaveLength(2)

    const [first] = await list()
    const single = await testConsole.request(`/api/templates/export?id=${first?.id}`)
    expect(templateFileSchema.parse(await single.json()).templates).toHaveLength(1)
    expect((await testConsole.request('/api/templates/export?id=unknown')).status).toBe(404)
  })

  test('refuse an invalid file with all paths, and import nothing of it', async () => {
    const good = { name: 'good', note: '', versions: [{ follow_ups: [{ content: 'a' }] }] }
    const file = {
      format: 'follow-up-console.templates',
      version: 1,
      templates: [good, { ...good, name: '' }, { name: 'none', note: '', versions: [] }],
    }
    expect(await refusal(await testConsole.post('/api/templates/import', file))).toEqual({
      status: 422,
      error: 'invalid',
      paths: ['templates.1.name', 'templates.2.versions'],
    })
    const foreign = await testConsole.post('/api/templates/import', { follow_ups: [] })
    expect((await refusal(foreign)).paths).toEqual(['format', 'version', 'templates', 'follow_ups'])
    expect(await list()).toEqual([])
  })

  test('accept a file of more than 64 KB, but not of more than 1 MB', async () => {
    const fileOf = (bubbles: number) => ({
      format: 'follow-up-console.templates',
      version: 1,
      templates: [
        {
          name: `${bubbles}`,
          note: '',
          versions: [
            { follow_ups: Array.from({ length: bubbles }, () => ({ content: 'x'.repeat(200) })) },
          ],
        },
      ],
    })
    expect((await testConsole.post('/api/templates/import', fileOf(400))).status).toBe(200)
    expect((await testConsole.post('/api/templates/import', fileOf(6000))).status).toBe(413)
  })

  test.each([
    ['POST', '/api/templates'],
    ['POST', '/api/templates/import'],
    ['PATCH', '/api/templates/x'],
    ['DELETE', '/api/templates/x'],
    ['GET', '/api/templates'],
  ])('are closed to other sites: %s %s', async (method, path) => {
    const response = await testConsole.request(path, {
      method,
      headers: { origin: 'http://evil.test', 'sec-fetch-site': 'cross-site' },
    })
    expect(await refusal(response)).toMatchObject({ status: 403, error: 'foreign_origin' })
  })
})

describe('a template with a secret', () => {
  const TOKEN = 't-g1044qeGEDXTB6NDJOGV4JQCYDGHRBARFTGT1234'
  const KNOWN = 'secret-of-the-test-app'
  const row = (content: string) => [
    { content: 'ok', i18n_contents: [{ content, language: 'en_us' }] },
  ]

  test.each([
    ['POST', '', { name: TOKEN, follow_ups: FOLLOW_UPS }, 'name'],
    ['POST', '', { name: 'a', note: `use ${KNOWN}`, follow_ups: FOLLOW_UPS }, 'note'],
    [
      'POST',
      '',
      { name: 'a', message: { content: `Bearer ${TOKEN}` }, follow_ups: FOLLOW_UPS },
      'message.content',
    ],
    ['POST', '', { name: 'a', follow_ups: row(KNOWN) }, 'follow_ups.0.i18n_contents.0.content'],
    [
      'POST',
      '/import',
      {
        format: 'follow-up-console.templates',
        version: 1,
        templates: [{ name: 'a', versions: [{ follow_ups: row(TOKEN) }] }],
      },
      'templates.0.versions.0.follow_ups.0.i18n_contents.0.content',
    ],
    ['POST', '/:id/versions', { follow_ups: row(TOKEN) }, 'follow_ups.0.i18n_contents.0.content'],
    ['PATCH', '/:id', { note: TOKEN }, 'note'],
  ])('is refused and not stored: %s %s', async (method, path, body, at) => {
    const { id } = await create('Parcel')
    const response = await send(method, `/api/templates${path.replace(':id', id)}`, body)
    const text = await response.clone().text()
    expect(text).not.toMatch(/t-g1044|secret-of-the-test/)
    expect(text).toMatch(/token or secret/)
    expect(await refusal(response)).toMatchObject({ status: 422, error: 'invalid', paths: [at] })
    expect(await list()).toMatchObject([{ name: 'Parcel', note: '', version: 1 }])
  })

  test('is none if a text only resembles one', async () => {
    const texts = [
      't-shirt-size-large-and-blue',
      'om_dc13264520392f3c1d2aab3b01d8b8e0',
      '查看 token',
    ]
    for (const [n, text] of texts.entries()) {
      const body = { name: `n${n}`, note: text, follow_ups: row(text) }
      expect((await testConsole.post('/api/templates', body)).status).toBe(201)
    }
  })
})
