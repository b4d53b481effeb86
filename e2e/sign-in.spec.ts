import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { ConsoleProcess } from '../server/testing/console-process.ts'
import { freePort } from '../server/testing/free-port.ts'
import { OIDC_CLIENT, startIdentityProvider } from '../server/testing/identity-provider.ts'
import { startConsole } from './console-server.ts'
import { expect, test } from './fixtures.ts'

/** The emulator's tenant. */
const TENANT_KEY = '154088ad34ec6aec'

let team: ConsoleProcess
let provider: Awaited<ReturnType<typeof startIdentityProvider>>
/** By another name than the emulator's and the provider's, so that the browser takes them for other sites. */
let url: string

test.beforeAll(async () => {
  const port = await freePort()
  url = `http://localhost:${port}`
  const person = { sub: 'subject-1', name: 'Ann' }
  provider = await startIdentityProvider([`${url}/api/session/callback/oidc`], person)
  team = await startConsole({
    PORT: String(port),
    FEISHU_SIGN_IN_APP: 'emulator',
    FEISHU_SIGN_IN_TENANTS: TENANT_KEY,
    OIDC_ISSUER: provider.issuer.href,
    OIDC_CLIENT_ID: OIDC_CLIENT.client_id,
    OIDC_CLIENT_SECRET: OIDC_CLIENT.client_secret,
    DEFAULT_ROLE: 'viewer',
  })
})
test.afterAll(async () => {
  await team.stop()
  await provider.close()
})
test.beforeEach(({ origins }) => {
  for (const origin of [url, String(team.emulatorUrl), provider.issuer.origin]) {
    origins.add(new URL(origin).origin)
  }
})
test.use({ expectedStatuses: [401] })

test('a person signs in at another site, and comes back to the page that was opened', async ({
  page,
  context,
}) => {
  const path = `${url}/history?outcome=unknown`
  const account = page.getByRole('button', { name: /^Account of / })
  let denies = true
  await page.route('**/authen/v1/authorize?**', (route) =>
    route.continue({ url: route.request().url() + (denies ? '&emulator_user=deny' : '') }),
  )
  await page.goto(path)
  await page.getByRole('button', { name: 'Sign in with the emulator' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'cancelled or rejected' })).toBeVisible()

  denies = false
  for (const name of ['Sign in with the emulator', 'Sign in with SSO']) {
    await context.clearCookies()
    await page.goto(path)
    await page.getByRole('button', { name }).click()
    await expect(page).toHaveURL(path)
    await expect(account).toBeVisible()
    expect(await context.cookies(path)).toEqual([
      expect.objectContaining({ sameSite: 'Strict', httpOnly: true, expires: -1 }),
    ])
    if (name.endsWith('SSO')) await expect(account).toHaveAccessibleName(/Ann/)
  }
})

test('a proxy’s signed header signs in, and nothing else does', async ({ request }) => {
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'ES256' }]
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ keys }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const proxied = await startConsole({
    TRUSTED_JWT_JWKS: `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`,
    TRUSTED_JWT_ISSUER: 'https://proxy.test',
    TRUSTED_JWT_AUDIENCE: 'console',
    ADMINS: 'proxy:anna',
  })
  const jwt = await new SignJWT({ name: 'Anna' })
    .setProtectedHeader({ alg: 'ES256', kid: 'k' })
    .setSubject('anna')
    .setIssuer('https://proxy.test')
    .setAudience('console')
    .setExpirationTime('1m')
    .sign(privateKey)
  const statusWith = async (headers: Record<string, string>) =>
    (await request.get(`${proxied.url}/api/people`, { headers })).status()
  expect(await statusWith({ authorization: `Bearer ${jwt}` })).toBe(200)
  expect(await statusWith({ authorization: `Bearer ${jwt.slice(0, -4)}AAAA` })).toBe(401)
  expect(await statusWith({ 'x-forwarded-user': 'anna' })).toBe(401)
  await proxied.stop()
  server.close()
})
