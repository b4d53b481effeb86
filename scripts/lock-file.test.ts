import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

type Entry = {
  version?: string
  resolved?: string
  hasInstallScript?: boolean
  optionalDependencies?: Record<string, string>
}

type Lock = { packages: Record<string, Entry> }

const manifest = read('package.json')
const lock: Lock = read('package-lock.json')

function read(file: string) {
  return JSON.parse(readFileSync(join(import.meta.dirname, '..', file), 'utf8'))
}

/** Where npm would look for a package that the one at `path` asks for, nearest first. */
function placesFor(name: string, path: string): string[] {
  const parts = path.split('/node_modules/')
  const folders = parts.map((_, i) => parts.slice(0, parts.length - i).join('/node_modules/'))
  return [...folders.map((folder) => `${folder}/node_modules/${name}`), `node_modules/${name}`]
}

function findMissing({ packages }: Lock): string[] {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !placesFor(name, path).some((place) => place in packages))
      .map((name) => `${name} (of ${path})`),
  )
}

describe('package-lock.json', () => {
  test('has an entry for the binaries of every platform: npm ci refuses a lock without them', () => {
    expect(findMissing(lock)).toEqual([])
    const broken = structuredClone(lock)
    delete broken.packages['node_modules/lightningcss-win32-x64-msvc']
    expect(findMissing(broken)).toHaveLength(1)
  })

  test('names no host: npm takes every package from the registry that it is set to', () => {
    expect(Object.values(lock.packages).flatMap(({ resolved }) => resolved ?? [])).toEqual([])
  })

  test('holds the versions that package.json names', () => {
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

  test('has at most 25 dependencies at run time', () => {
    expect(Object.keys(manifest.dependencies).length).toBeLessThanOrEqual(25)
  })

  test('lets only the runtime run an install script, and has decided on every other', () => {
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
