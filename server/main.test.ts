import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { doctorSchema } from '#contract/checks'
import { startFaultServer } from './testing/fault-server.ts'
import { afterToken, json } from './testing/faults.ts'
import { startProxy } from './testing/proxy-server.ts'
import { runConsole as run, urlIn } from './testing/run-console.ts'
import { INSPECTING } from './testing/self-signed.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

describe('the process', () => {
  test.each<NodeJS.Signals>(['SIGINT', 'SIGTERM', 'SIGHUP'])(
    'prints both addresses and ends well on %s',
    async (signal) => {
      const console = run({ PORT: '0', EMULATOR_PORT: '0' })
      await console.started()
      expect(console.output.stdout).toMatch(
        /^Console {3}http:\/\/127\.0\.0\.1:\d+\nEmulator {2}http:\/\/127\.0\.0\.1:\d+\n$/,
      )
      expect((await fetch(`${urlIn(console)}/api/health`)).status).toBe(200)
      console.stop(signal)
      expect(await console.ended()).toBe(0)
      expect(console.output.stderr).toBe('')
    },
  )

  test('prints a line for each invalid setting', async () => {
    const console = run({ PORT: 'x', HOST: '0.0.0.0' })
    expect(await console.ended()).toBe(2)
    expect(console.output.stdout).toBe('')
    expect(console.output.stderr).toMatch(/^PORT: .*\nHOST: .*\n$/)
  })

  test('does not start without the emulator and without an app', async () => {
    const settings = { PORT: '0', EMULATOR_PORT: '0', DATA_DIR: temporaryFolder() }
    const refused = run({ ...settings, EMULATOR: 'off' })
    expect(await refused.ended()).toBe(2)
    expect(refused.output).toEqual({
      stdout: '',
      stderr: expect.stringMatching(/^EMULATOR: without it there is no app to send as\. .*\n$/),
    })

    const first = run(settings)
    await first.started()
    const added = await fetch(`${urlIn(first)}/api/profiles`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Orders', brand: 'feishu', app_id: 'cli_orders' }),
    })
    expect(added.status).toBe(201)
    first.stop('SIGTERM')
    expect(await first.ended()).toBe(0)
    const second = run({ ...settings, EMULATOR: 'off' })
    await second.started()
  })

  test('prints one line for a taken port', async () => {
    const taken = await startFaultServer(() => json('200 OK', {}))
    const { port } = new URL(taken.url)
    const console = run({ PORT: port, EMULATOR_PORT: '0' })
    expect(await console.ended()).toBe(1)
    expect(console.output.stderr).toBe(`Port ${port} is already in use: set PORT to another one.\n`)
    await taken.close()
  })

  test('prints one line for a data folder in use by another console', async () => {
    const env = { PORT: '0', EMULATOR_PORT: '0', DATA_DIR: temporaryFolder() }
    const first = run(env)
    await first.started()
    const second = run(env)
    expect(await second.ended()).toBe(1)
    expect(second.output).toEqual({
      stdout: '',
      stderr: `The data folder ${env.DATA_DIR} is in use by another console: stop that one, or set DATA_DIR to another folder.\n`,
    })
    first.stop('SIGTERM')
    expect(await first.ended()).toBe(0)
  })

  test('prints one line for an unreachable database, without the password', async () => {
    const DATABASE_URL = 'postgres://console:pass-word@127.0.0.1:1/nowhere'
    const console = run({ PORT: '0', EMULATOR_PORT: '0', DATA_DIR: '', DATABASE_URL })
    expect(await console.ended()).toBe(1)
    expect(console.output.stderr).toMatch(/^The database of DATABASE_URL cannot be used .*\n$/)
    expect(console.output.stderr).not.toContain('pass-word')
  })

  test('marks a send as unknown if it was killed meanwhile, and does not repeat it', async () => {
    let arrivals = 0
    const upstream = await startFaultServer(
      afterToken('t-token-of-the-test', () => {
        arrivals += 1
        return { parts: [], end: 'stay' }
      }),
    )
    const env = {
      PORT: '0',
      EMULATOR: 'off',
      EMULATOR_PORT: new URL(upstream.url).port,
      FEISHU_BASE_URL: upstream.url,
      FEISHU_APP_ID: 'cli_test',
      FEISHU_APP_SECRET: 'secret-of-the-test-app',
      DATA_DIR: temporaryFolder(),
    }
    const send = (url: string) =>
      fetch(`${url}/api/messages/om_x/push_follow_up`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': 'once' },
        body: '{"follow_ups":[{"content":"a"}]}',
      })
    const first = run(env)
    await first.started()
    const lost = expect(send(urlIn(first))).rejects.toThrow()
    await expect.poll(() => arrivals).toBe(1)
    first.stop('SIGKILL')
    await lost

    const second = run(env)
    await second.started()
    const response = await send(urlIn(second))
    expect(response.status).toBe(504)
    expect(await response.json()).toMatchObject({
      state: 'unknown',
      failure: { kind: 'crashed', detail: 'crashed during the call' },
    })
    expect(arrivals).toBe(1)
    expect(second.output.stderr).toMatch(/"event":"sends_recovered","count":1/)
    await upstream.close()
  })

  test('calls the platform through the proxy, and trusts the CA of NODE_EXTRA_CA_CERTS', async () => {
    const platform = createServer(INSPECTING, (request, response) => {
      const token = { tenant_access_token: 't-token-of-the-test', expire: 7200 }
      const isToken = request.url?.includes('/auth/')
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ code: 0, msg: 'success', ...(isToken && token) }))
    })
    await once(platform.listen(0, '127.0.0.1'), 'listening')
    const proxy = await startProxy({ port: (platform.address() as AddressInfo).port })
    onTestFinished(async () => {
      await proxy.close()
      platform.close()
    })
    const ca = join(temporaryFolder(), 'ca.pem')
    writeFileSync(ca, INSPECTING.cert)

    async function send(more: Record<string, string>) {
      const console = run({
        PORT: '0',
        EMULATOR: 'off',
        FEISHU_APP_ID: 'cli_test',
        FEISHU_APP_SECRET: 'secret-of-the-test-app',
        HTTPS_PROXY: proxy.url,
        ...more,
      })
      await console.started()
      const response = await fetch(`${urlIn(console)}/api/messages/om_x/push_follow_up`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"follow_ups":[{"content":"a"}]}',
      })
      const doctor = await fetch(`${urlIn(console)}/api/profiles/feishu/doctor`)
      return { result: await response.json(), doctor: doctorSchema.parse(await doctor.json()) }
    }
    const trusted = await send({ NODE_EXTRA_CA_CERTS: ca })
    expect(trusted.result).toMatchObject({ outcome: 'answered', code: 0 })
    expect(trusted.doctor.checks[0]).toMatchObject({
      name: 'address',
      status: 'pass',
      detail: `The platform responds at https://open.feishu.cn, through the proxy ${proxy.url}.`,
    })
    expect(new Set(proxy.tunnels)).toEqual(new Set(['open.feishu.cn:443']))

    const untrusted = await send({ NODE_TLS_REJECT_UNAUTHORIZED: '0' })
    expect(untrusted.result).toMatchObject({ outcome: 'not_sent', failure: { kind: 'tls' } })
    expect(untrusted.doctor.checks[0]).toMatchObject({ status: 'fail' })
    expect(untrusted.doctor.checks[0]?.detail).toContain(proxy.url)
    expect(proxy.seen()).not.toContain('secret-of-the-test-app')
  })
})
