import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { emptyDraft } from '#contract/draft'
import { createTestStorage } from './browser/testing/test-storage.ts'
import { createDraftStore } from './features/drafts/draft-store.ts'
import { storedOpenDraft } from './features/drafts/use-draft-keeper.ts'
import { storedSheetKey } from './features/palette/use-palette-keys.ts'
import { storedClient } from './features/snippets/snippets-dialog.tsx'
import { storedNewMessage, storedOneGo } from './features/target/new-message-draft.ts'
import { storedTestRecipient } from './features/target/test-recipient.ts'
import { storedLocale } from './i18n/locale-context.tsx'
import { storedProfileDraft } from './pages/apps/form-values.ts'
import { storedSupportProfile } from './pages/support/support-page.tsx'
import { storedTheme } from './shell/shell.tsx'

beforeEach(() => {
  vi.stubGlobal('localStorage', createTestStorage())
  vi.stubGlobal('sessionStorage', createTestStorage())
})
afterEach(() => {
  vi.unstubAllGlobals()
})

const receiver = { receive_id_type: 'open_id', receive_id: 'ou_1' } as const
const oneGo = { ...receiver, msg_type: 'text', text: 'hi', post: '', interactive: '' } as const
const profile = {
  name: 'shop',
  base_url: 'https://open.feishu.cn',
  app_id: 'cli_1',
  app_type: 'custom',
  color: 'blue',
  environment: 'test',
  tenant_key: '',
  ...receiver,
} as const

const draft = { ...emptyDraft(), jsonText: 'typed' }
const storedDraft = { name: 'Mine', updated_at: 1, deleted_at: null, draft }
const steps = { past: [draft], future: [] }

/** What version 0.1.0 stored, and who reads it. */
const STORED: [
  storage: 'localStorage' | 'sessionStorage',
  key: string,
  text: string,
  read: () => unknown,
  value: unknown,
][] = [
  ['localStorage', 'follow-up-console.theme', 'dark', storedTheme.read, 'dark'],
  ['localStorage', 'follow-up-console.locale', 'en', storedLocale.read, 'en'],
  ['localStorage', 'follow-up-console.sheet-key', 'off', storedSheetKey.read, 'off'],
  ['localStorage', 'follow-up-console.snippet-client', 'python', storedClient.read, 'python'],
  ['localStorage', 'follow-up-console.support.profile', 'a', storedSupportProfile.read, 'a'],
  ['sessionStorage', 'follow-up-console.open-draft', 'id', storedOpenDraft.read, 'id'],
  [
    'localStorage',
    'follow-up-console.test-recipient.a',
    JSON.stringify(receiver),
    () => storedTestRecipient('a').read(),
    receiver,
  ],
  [
    'localStorage',
    'follow-up-console.new-message.a',
    JSON.stringify({ ...receiver, text: 'hi' }),
    () => storedNewMessage('a').read(),
    { ...receiver, msg_type: 'text', text: 'hi', post: '', interactive: '' },
  ],
  [
    'localStorage',
    'follow-up-console.one-go.a',
    JSON.stringify(oneGo),
    () => storedOneGo('a').read(),
    oneGo,
  ],
  [
    'localStorage',
    'profile-draft:new',
    JSON.stringify(profile),
    () => storedProfileDraft(null).read(),
    { ...profile, app_secret: '', app_ticket: '' },
  ],
  [
    'localStorage',
    'profile-draft:a',
    JSON.stringify(profile),
    () => storedProfileDraft('a').read(),
    { ...profile, app_secret: '', app_ticket: '' },
  ],
  [
    'localStorage',
    'follow-up-console.draft/a',
    JSON.stringify(storedDraft),
    () => createDraftStore(localStorage).read('a'),
    { ...storedDraft, id: 'a' },
  ],
  [
    'localStorage',
    'follow-up-console.steps/a',
    JSON.stringify(steps),
    () => createDraftStore(localStorage).readSteps('a'),
    steps,
  ],
]

test.each(STORED)('%s %s of version 0.1.0 is still read', (storage, key, text, read, value) => {
  globalThis[storage].setItem(key, text)
  expect(read()).toEqual(value)
})

test('a draft of a profile is stored without its secrets', () => {
  storedProfileDraft('a').write({ ...profile, app_secret: 'secret', app_ticket: 'ticket' })
  expect(JSON.stringify({ ...localStorage })).not.toMatch(/secret|ticket/)
  expect(storedProfileDraft('a').read()).toMatchObject({ name: 'shop', app_secret: '' })
})
