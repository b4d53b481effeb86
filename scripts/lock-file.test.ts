import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

type LockEntry = {
  version?: string
  resolved?: string
  hasInstallScript?: boolean
  optionalDependencies?: Record<string, string>
}

type LockFile = { packages: Record<string, LockEntry> }

const manifest = read('package.json')
const lock: LockFile = read('package-lock.json')

function read(file: string) {
  return JSON.parse(readFileSync(join(import.meta.dirname, '..', file), 'utf8'))
}

/** The folders where npm looks for a dependency of the package at `path`, nearest first. */
function foldersFor(name: string, path: string): string[] {
  const parts = path.split('/node_modules/')
  const folders = parts.map((_, i) => parts.slice(0, parts.length - i).join('/node_modules/'))
  return [...folders.map((folder) => `${folder}/node_modules/${name}`), `node_modules/${name}`]
}

function findMissing({ packages }: LockFile): string[] {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !foldersFor(name, path).some((folder) => folder in packages))
      .map((name) => `${name} (of ${path})`),
  )
}

describe('package-lock.json', () => {
  test('has an entry for the binaries of every platform, as npm ci requires', () => {
    expect(findMissing(lock)).toEqual([])
    const broken = structuredClone(lock)
    delete broken.packages['node_modules/lightningcss-win32-x64-msvc']
    expect(findMissing(broken)).toHaveLength(1)
  })

  test('names no host, so that npm uses its configured registry', () => {
    expect(Object.values(lock.packages).flatMap(({ resolved }) => resolved ?? [])).toEqual([])
  })

  test('has the versions of package.json', () => {
    for (const [name, version] of Object.entries(direct())) {
      expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(version)
    }
  })
})

describe('package.json', () => {
  test('pins every direct dependency to one version', () => {
    for (const [name, version] of Object.entries(direct())) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+$/)
    }
  })

  test('installs only pg with the package: the rest is bundled', () => {
    expect(Object.keys(manifest.dependencies)).toEqual(['pg'])
  })

  test('allows an install script for the runtime only and lists every other one', () => {
    const allowed = Object.entries(manifest.allowScripts).filter(([, allow]) => allow)
    expect(allowed.map(([name]) => name)).toEqual(['node'])
    const scripted = Object.entries(lock.packages).filter(([, entry]) => entry.hasInstallScript)
    const names = scripted.map(([path]) => path.split('node_modules/').at(-1))
    expect(names.sort()).toEqual(Object.keys(manifest.allowScripts).sort())
  })
})

function direct(): Record<string, string> {
  return { ...manifest.dependencies, ...manifest.devDependencies }
}
