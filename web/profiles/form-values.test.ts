import { describe, expect, test } from 'vitest'
import { PROFILE_DEFAULTS, type Profile } from '#contract/profile'
import { newProfileSchema, profileChangeSchema } from '#contract/profile-change'
import { movesAway, toProfile, valuesOf } from './form-values.ts'

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
const values = valuesOf(PROFILE, '')

describe('the form of a profile', () => {
  test('saved untouched asks for no change', () => {
    const asked = profileChangeSchema.parse(toProfile(values))
    const { name, base_url, app_id, app_type, color, environment } = PROFILE
    expect(asked).toEqual({
      ...{ name, base_url, app_id, app_type, color, environment },
      test_recipient: null,
    })
  })

  test('of a new one is a whole profile once name, app and secret are there', () => {
    const filled = { ...valuesOf(null, PROFILE.base_url), name: 'New', app_id: ' cli_new ' }
    const asked = toProfile({ ...filled, app_secret: 'the-secret', receive_id: ' ou_me ' })
    expect(newProfileSchema.parse(asked)).toMatchObject({
      app_id: 'cli_new',
      app_secret: 'the-secret',
      test_recipient: { receive_id_type: 'open_id', receive_id: 'ou_me' },
    })
  })

  test('sends only what the kind of app has', () => {
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

  test('knows when saving drops the secret', () => {
    expect(movesAway(PROFILE, values)).toBe(false)
    expect(movesAway(PROFILE, { ...values, app_id: 'cli_orders ' })).toBe(false)
    expect(movesAway(PROFILE, { ...values, app_id: 'cli_other' })).toBe(true)
    expect(movesAway(PROFILE, { ...values, base_url: 'https://open.larksuite.com' })).toBe(true)
    expect(movesAway(null, values)).toBe(false)
  })
})
