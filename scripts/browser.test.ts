import { describe, expect, test } from 'vitest'
import { browserCandidates, findBrowser } from './browser.ts'

const linux = { platform: 'linux' as const, env: { PATH: '/usr/local/bin:/usr/bin:relative' } }

describe('browserCandidates', () => {
  test('searches the PATH on Linux, the headless shell and Chromium first', () => {
    const candidates = browserCandidates(linux)
    expect(candidates.slice(0, 4)).toEqual([
      '/usr/local/bin/chromium-headless-shell',
      '/usr/bin/chromium-headless-shell',
      '/usr/local/bin/chromium',
      '/usr/bin/chromium',
    ])
    expect(candidates.at(-1)).toBe('/usr/bin/google-chrome-stable')
    expect(candidates).toHaveLength(10)
  })

  test('searches the applications of the machine and of the user on macOS', () => {
    const candidates = browserCandidates({ platform: 'darwin', env: { HOME: '/Users/ann' } })
    expect(candidates[0]).toBe('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome')
    expect(candidates).toContain(
      '/Users/ann/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    )
  })

  test('searches the programs of the machine and of the user on Windows', () => {
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

  test('finds nothing if the environment names no folder', () => {
    expect(browserCandidates({ platform: 'linux', env: {} })).toEqual([])
    expect(browserCandidates({ platform: 'win32', env: { LOCALAPPDATA: '' } })).toEqual([])
  })
})

describe('findBrowser', () => {
  test('returns the first browser that starts', () => {
    const runs = (path: string) => path === '/usr/bin/google-chrome'
    expect(findBrowser({ ...linux, runs })).toBe('/usr/bin/google-chrome')
  })

  test('prefers the browser in CHROMIUM_PATH', () => {
    const env = { ...linux.env, CHROMIUM_PATH: '/opt/chrome' }
    expect(findBrowser({ ...linux, env, runs: () => true })).toBe('/opt/chrome')
  })

  test('throws if the browser in CHROMIUM_PATH does not start', () => {
    const env = { ...linux.env, CHROMIUM_PATH: '/opt/chrome' }
    const runs = (path: string) => path !== '/opt/chrome'
    expect(() => findBrowser({ ...linux, env, runs })).toThrow(/CHROMIUM_PATH.*\/opt\/chrome/)
  })

  test('returns null if no browser starts', () => {
    expect(findBrowser({ ...linux, runs: () => false })).toBeNull()
  })
})
