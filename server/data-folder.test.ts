import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { defaultDataFolder } from './data-folder.ts'

const machine = { home: '/home/a', env: {}, platform: 'linux' } as const

test('a clone keeps its ledger in its own folder', () => {
  const here = join('/src', 'console', 'server')
  expect(defaultDataFolder({ ...machine, here })).toBe(join('/src', 'console', 'data'))
})

describe('a package keeps it out of its own folder', () => {
  const here = join('/x', 'node_modules', 'follow-up-console', 'build')
  test.each([
    [{}, '/home/a/.local/share/follow-up-console'],
    [{ env: { XDG_DATA_HOME: '/d' } }, '/d/follow-up-console'],
    [{ platform: 'darwin' }, '/home/a/Library/Application Support/follow-up-console'],
    [{ platform: 'win32', env: { LOCALAPPDATA: '/l' } }, '/l/follow-up-console'],
    [{ platform: 'win32' }, '/home/a/AppData/Local/follow-up-console'],
  ] as const)('%j', (more, folder) => {
    expect(defaultDataFolder({ ...machine, here, ...more })).toBe(join(folder))
  })
})
