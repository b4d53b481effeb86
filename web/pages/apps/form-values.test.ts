import { describe, expect, test } from 'vitest'
import { PROFILE_DEFAULTS, type Profile } from '#contract/profile'
import { newProfileSchema, profileChangeSchema } from '#contract/profile-change'
import { dropsSecrets, toFormValues, toProfile } from './form-values.ts'

const PROFILE: Profile = {
  ...PROFILE_DEFAULTS,
  id: 'a',
  name: 'Orders',
  brand: 'feishu',
  base_url: 'https://open.feishu.cn',
  app_id: 'cli_orders',
  default: false,
  source: 'stored',
  secret: { fingerprint: '01234567', set_at: null },
}
const values = toFormValues(PROFILE, '')

describe('the form of a profile', () => {
  test('sends no change if nothing was edited', () => {
    const body = profileChangeSchema.parse(toProfile(values))
    const { name, base_url, app_id, app_type, color, environment } = PROFILE
    expect(body).toEqual({
      ...{ name, base_url, app_id, app_type, color, environment },
      test_recipient: null,
    })
  })

  test('makes a complete new profile from name, app and secret', () => {
    const filled = { ...toFormValues(null, PROFILE.base_url), name: 'New', app_id: ' cli_new ' }
    const body = toProfile({ ...filled, app_secret: 'the-secret', receive_id: ' ou_me ' })
    expect(newProfileSchema.parse(body)).toMatchObject({
      app_id: 'cli_new',
      app_secret: 'the-secret',
      test_recipient: { receive_id_type: 'open_id', receive_id: 'ou_me' },
    })
  })

  test('sends only the fields of the app type', () => {
    const all = { ...values, app_secret: 'secret', app_ticket: 'ticket', tenant_key: 'e7' }
    expect(toProfile({ ...all, app_type: 'store' })).toMatchObject({
      app_secret: 'secret',
      app_ticket: 'ticket',
      tenant_key: 'e7',
    })
    expect(Object.keys(toProfile(all))).not.toContain('tenant_key')
    const pasted = Object.keys(toProfile({ ...all, app_type: 'pasted_token' }))
    for (const name of ['app_secret', 'app_ticket', 'tenant_key']) {
      expect(pasted).not.toContain(name)
    }
  })

  test('knows when saving deletes the secret', () => {
    expect(dropsSecrets(PROFILE, values)).toBe(false)
    expect(dropsSecrets(PROFILE, { ...values, app_id: 'cli_orders ' })).toBe(false)
    expect(dropsSecrets(PROFILE, { ...values, app_id: 'cli_other' })).toBe(true)
    expect(dropsSecrets(PROFILE, { ...values, base_url: 'https://open.larksuite.com' })).toBe(true)
    expect(dropsSecrets(null, values)).toBe(false)
  })
})
