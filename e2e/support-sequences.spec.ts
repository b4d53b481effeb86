import type { BrowserContext, Page } from '@playwright/test'
import {
  botMessages,
  deliveries,
  desk,
  EMMA,
  expect,
  findPerson,
  openDesk,
  PARCEL,
  post,
  saveTemplate,
  test,
} from './support-desk.ts'

// Refused and lost requests are what these sequences are made of.
test.use({ expectedStatuses: [403, 409, 422, 429, 502, 503, 504] })

const STEPS = ['reload', 'back', 'press', 'colleague', 'copied tab', 'cut', 'fault'] as const
type Step = (typeof STEPS)[number]

/** Of `fault`: what the platform does to the next call. After the effect, its response is lost. */
const FAULTS = [
  { operation: 'create_message', fault: { kind: 'reset', when: 'after_effect' } },
  { operation: 'create_message', fault: { kind: 'reset', when: 'before_effect' } },
  { operation: 'push_follow_up', fault: { kind: 'reset', when: 'after_effect' } },
  { operation: 'push_follow_up', fault: { kind: 'html' } },
] as const

/** A small seeded generator (mulberry32), so that a failing sequence can be repeated. */
function seeded(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** Whatever the bar offers to bring the delivery to its end; never "Send anyway" or "Next person". */
const GO_ON = /^(Send|Finish sending|Try again|Check again)$/

async function pressWhatIsOffered(page: Page): Promise<void> {
  const button = desk.bar(page).getByRole('button', { name: GO_ON })
  if ((await button.count()) > 0)
    await button
      .first()
      .click({ timeout: 3000 })
      .catch(() => {})
}

/** Sent, or what only a look at the chat can tell: two pushes of unknown outcome, one of which arrived. */
const ENDS = /Sent to Emma Clarke\.|Check the chat, and record in the history/

type World = { page: Page; url: string; pick: (below: number) => number; context: BrowserContext }

async function run(step: Step, { page, url, pick, context }: World): Promise<void> {
  switch (step) {
    case 'reload':
      await page.reload()
      return
    case 'back':
      await page.getByRole('link', { name: 'Error codes' }).click()
      await page.goBack()
      return
    case 'press':
      await pressWhatIsOffered(page)
      return
    case 'colleague': {
      const [newest] = await deliveries(url)
      // A refusal is fine: nothing is left, or it runs.
      if (newest) await fetch(`${url}/api/deliveries/${newest.id}/continue`, { method: 'POST' })
      return
    }
    case 'copied tab': {
      // A browser copies the storage of the tab with it.
      const stored = await page.evaluate(() => JSON.stringify({ ...sessionStorage }))
      const copy = await context.newPage()
      await copy.addInitScript((text) => {
        for (const [key, value] of Object.entries(JSON.parse(text))) {
          sessionStorage.setItem(key, String(value))
        }
      }, stored)
      await copy.goto(`${url}/support`)
      await expect(desk.bar(copy)).toBeVisible()
      await pressWhatIsOffered(copy)
      await copy.close()
      return
    }
    case 'cut': {
      // The next response is lost, with or without its request.
      const reaches = pick(2) === 0
      await page.route(
        '**/api/deliveries',
        async (route) => {
          if (route.request().method() !== 'POST') return route.fallback()
          if (reaches) await route.fetch().catch(() => {})
          return route.abort()
        },
        { times: 1 },
      )
      await pressWhatIsOffered(page)
      await page.unroute('**/api/deliveries')
      return
    }
    case 'fault':
      await post(`${url}/api/emulator/faults`, { ...FAULTS[pick(FAULTS.length)], next_calls: 1 })
      await pressWhatIsOffered(page)
  }
}

// Together these have every step and every fault.
for (const seed of [2, 5, 6]) {
  test(`sequence ${seed} of Back, reload, retry, colleague and faults makes one message and one push`, async ({
    page,
    own,
    context,
  }) => {
    test.slow()
    await saveTemplate(own.url, { ...PARCEL, message: 'Hello.' })
    await openDesk(page, own.url)
    await findPerson(page, EMMA.email)
    const pick = seeded(seed)
    const steps: Step[] = ['fault']
    for (let n = 0; n < 7; n += 1) steps.push(STEPS[pick(STEPS.length)] ?? 'press')
    test.info().annotations.push({ type: 'steps', description: steps.join(', ') })
    for (const step of steps) await run(step, { page, url: own.url, pick, context })

    // Then the page is let to finish, without faults.
    await fetch(`${own.url}/api/emulator/faults`, { method: 'DELETE' })
    await expect(async () => {
      await pressWhatIsOffered(page)
      await expect(desk.bar(page)).toContainText(ENDS, { timeout: 2000 })
    }).toPass({ timeout: 40_000 })
    expect(await botMessages(own.url, EMMA.name)).toEqual([{ text: 'Hello.', bubbles: 2 }])
    expect(await deliveries(own.url)).toHaveLength(1)
  })
}
