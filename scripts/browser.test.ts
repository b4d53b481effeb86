import { describe, expect, test } from 'vitest'
import { browserCandidates, findBrowser } from './browser.ts'

const linux = { platform: 'linux' as const, env: { PATH: '/usr/local/bin:/usr/bin:relative' } }

describe('a browser is looked for', () => {
  test('on Linux by its names along the PATH, Chromium first', () => {
    const candidates = browserCandidates(linux)
    expect(candidates.slice(0, 2)).toEqual(['/usr/local/bin/chromium', '/usr/bin/chromium'])
    expect(candidates.at(-1)).toBe('/usr/bin/google-chrome-stable')
    expect(candidates).toHaveLength(8)
  })

  test('on macOS among the applications of the machine and of the person', () => {
    const candidates = browserCandidates({ platform: 'darwin', env: { HOME: '/Users/ann' } })
    expect(candidates[0]).toBe('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome')
    expect(candidates).toContain(
      '/Users/ann/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    )
  })

  test('on Windows among the programs of the machine and of the person', () => {
    const env = {
      ProgramFiles: 'C:\\Program Files',
      'ProgramFiles(x86)': 'C:\\Program Files (x86)',
      LOCALAPPDATA: 'C:\\Users\\ann\\AppData\\Local',
    }
    const candidates = browserCandidates({ platform: 'win32', env })
    expect(candidates[0]).toBe('C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe')
    expect(candidates).toContain(
      'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    )
    expect(candidates).toContain(
      'C:\\Users\\ann\\AppData\\Local\\Google\\Chrome\\Application\\chrome.exe',
    )
  })

  test('nowhere where the environment names no folder', () => {
    expect(browserCandidates({ platform: 'linux', env: {} })).toEqual([])
    expect(browserCandidates({ platform: 'win32', env: { LOCALAPPDATA: '' } })).toEqual([])
  })
})

describe('of the browsers', () => {
  test('the first that starts is taken', () => {
    const runs = (path: string) => path === '/usr/bin/google-chrome'
    expect(findBrowser({ ...linux, runs })).toBe('/usr/bin/google-chrome')
  })

  test('the one that CHROMIUM_PATH names goes before all', () => {
    const env = { ...linux.env, CHROMIUM_PATH: '/opt/chrome' }
    expect(findBrowser({ ...linux, env, runs: () => true })).toBe('/opt/chrome')
  })

  test('none is taken instead of one that CHROMIUM_PATH names and that does not start', () => {
    const env = { ...linux.env, CHROMIUM_PATH: '/opt/chrome' }
    const runs = (path: string) => path !== '/opt/chrome'
    expect(() => findBrowser({ ...linux, env, runs })).toThrow(/CHROMIUM_PATH.*\/opt\/chrome/)
  })

  test('Playwright’s own is left where none starts', () => {
    expect(findBrowser({ ...linux, runs: () => false })).toBeNull()
  })
})
