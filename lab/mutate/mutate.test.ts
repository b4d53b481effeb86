import { execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import { findMutants, isValid, mutate } from './operators.ts'
import { findRelatedTests } from './related-tests.ts'

const ROOT = join(import.meta.dirname, '../..')

/** The changed lines of a source. */
function changesOf(source: string): string[] {
  return findMutants('a.ts', source)
    .filter((mutant) => isValid(source, mutant))
    .map((mutant) => mutate(source, mutant))
}

describe('the mutants of a source', () => {
  test.each([
    ['a < b', ['a <= b']],
    ['a === b && !c', ['a === b || !c', 'a !== b && !c', 'a === b && c']],
    ['a ?? b', ['a']],
    ['a?.b', ['a.b']],
    ['x = a ? b : c', ['x = true ? b : c', 'x = false ? b : c']],
    ["f('key')", [';', "f('')"]],
    ['x = list.some(f)', ['x = list.every(f)']],
    ['x = list.filter(f)', ['x = list']],
    ['x = /^a+$/i', ['x = /a+$/i', 'x = /^a+/i', 'x = /^a$/i', 'x = /^a+$/']],
    ['x = [1, 2]', ['x = [2]', 'x = [1]', 'x = [2, 2]', 'x = [1, 3]']],
    ['i++', ['i--']],
  ])('%s', (source, expected) => {
    const changes = changesOf(source)
    for (const change of expected) expect(changes).toContain(change)
  })

  test('leave types, imports and sentences alone', () => {
    const source = `import { a } from './b.ts'
type T = 'x' | 1
const x = 'A sentence for people.' as T
export { a, x }
`
    expect(changesOf(source)).toEqual([])
  })

  test('are in the order of the file, with their lines', () => {
    const source = 'const a = 1\nconst b = a > 2\n'
    const mutants = findMutants('a.ts', source)
    expect(mutants.map(({ line }) => line)).toEqual([1, 2, 2])
    expect(mutants.map(({ start }) => start)).toEqual(
      mutants.map(({ start }) => start).toSorted((x, y) => x - y),
    )
  })
})

test('the tests of a file come first, then those that use it directly', () => {
  const tests = findRelatedTests(ROOT)('server/feishu/redact.ts')
  expect(tests[0]).toBe('server/feishu/redact.test.ts')
  expect(tests).toContain('server/feishu/report.test.ts')
  expect(tests).not.toContain('server/cli/cli.test.ts')
})

test('a change that no test notices survives, also after one that is noticed', async () => {
  const runner = fork(join(ROOT, 'lab/mutate/runner.ts'), { cwd: ROOT, silent: true })
  onTestFinished(() => void runner.kill('SIGKILL'))
  await once(runner, 'message')
  const killedBy = async (name: string, after: string) => {
    const mutant = {
      file: `server/contract/${name}.ts`,
      line: 1,
      start: 0,
      end: 0,
      before: '',
      after,
    }
    runner.send({ mutant, tests: [`server/contract/${name}.test.ts`] })
    const [response] = await once(runner, 'message')
    return response.killedBy
  }
  expect(await killedBy('locale', 'throw 0\n')).toBe('server/contract/locale.test.ts')
  expect(await killedBy('ids', '')).toBeNull()
  expect(await killedBy('locale', 'throw 0\n')).toBe('server/contract/locale.test.ts')
  expect(await killedBy('ids', '')).toBeNull()
}, 300_000)

test('changes that once went unnoticed are noticed: one of them, another every day', async () => {
  const seed = Math.floor(Date.now() / 86_400_000)
  const args = ['lab/mutate/main.ts', '--planted', '--sample', '1', '--processes', '1']
  const options = { cwd: ROOT, timeout: 290_000 }
  const run = promisify(execFile)(process.execPath, [...args, '--seed', `${seed}`], options)
  const { stdout } = await run.catch((error: { stdout: string }) => error)
  expect(stdout).toContain(`100.0 % noticed: 1 of 1, and 0 accepted; seed ${seed}`)
}, 300_000)
