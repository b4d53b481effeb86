import { describe, expect, test } from 'vitest'
import { measureStructure, type SourceFile } from './structure.ts'

const file = (path: string, lines: number, text = ''): SourceFile => ({
  path,
  text: text + '\n'.repeat(lines - text.split('\n').length + 1),
})
const files = (count: number, folder: string, lines = 80) =>
  Array.from({ length: count }, (_, n) => file(`${folder}/file-${n}.ts`, lines))

describe('measureStructure', () => {
  test('counts files and lines and finds no problem in sources of the right shape', () => {
    expect(measureStructure(files(25, 'web/ui'))).toEqual({
      files: 25,
      lines: 2000,
      medianLines: 80,
      problems: [],
    })
  })

  test.each([
    ['a median below 60 lines', files(3, 'server', 59), /^The median file has 59 lines/],
    ['a median above 120 lines', files(3, 'server', 121), /^The median file has 121 lines/],
    [
      'a file of more than 300 lines',
      [...files(3, 'server'), file('server/long.ts', 301)],
      /^server\/long\.ts has 301 lines/,
    ],
    ['a folder of more than 25 files', files(26, 'web/ui'), /^web\/ui holds 26 source files/],
    [
      'more than 15 files in scripts/ and its folders',
      [...files(10, 'scripts'), ...files(6, 'scripts/vite')],
      /^scripts\/ holds 16 source files/,
    ],
    [
      'an import circle',
      [
        file('server/a.ts', 80, "import { b } from './b.ts'"),
        file('server/b.ts', 80, "import { c } from './c.ts'"),
        file('server/c.ts', 80, "import { a } from './a.ts'"),
      ],
      /^Import circle: server\/a\.ts → server\/b\.ts → server\/c\.ts → server\/a\.ts/,
    ],
    [
      'a circle of type imports',
      [
        file('server/a.ts', 80, "import type { B } from './b.ts'"),
        file('server/b.ts', 80, "import type { A } from './a.ts'"),
      ],
      /^Import circle: server\/a\.ts → server\/b\.ts → server\/a\.ts/,
    ],
  ])('reports %s', (_, sources, problem) => {
    expect(measureStructure(sources).problems).toEqual([expect.stringMatching(problem)])
  })

  test('ignores the shape of an exempt folder, but not its import circles', () => {
    const sources = [
      ...files(3, 'server'),
      ...files(30, 'web/composer', 400),
      file('web/composer/a.ts', 80, "import { b } from './b.ts'"),
      file('web/composer/b.ts', 80, "import { a } from './a.ts'"),
    ]
    expect(measureStructure(sources, ['web/composer/']).problems).toEqual([
      expect.stringMatching(/^Import circle: web\/composer\/a\.ts/),
    ])
  })
})
