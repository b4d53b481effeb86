import { spawnSync } from 'node:child_process'
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyFollowUps, anyText, SAMPLE } from '../testing/programs/texts.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { clientInfo, isSnippetClient, SNIPPET_CLIENTS, type SnippetClient } from './clients.ts'
import { doubleQuoted, javascriptString, jsonText } from './literals.ts'
import { isReceiverClient, receiverInfo, receiverProgram } from './receivers.ts'
import { snippet } from './snippet.ts'
import {
  FEISHU_BASE_URL,
  SNIPPET_PROBLEMS,
  type SnippetCall,
  SnippetError,
  type SnippetProblem,
} from './snippet-call.ts'

const CLIENTS = Object.keys(SNIPPET_CLIENTS).filter(isSnippetClient)
const RECEIVER_CLIENTS = CLIENTS.filter(isReceiverClient)
const CALL: SnippetCall = { ...SAMPLE, base_url: FEISHU_BASE_URL }

function problemOf(client: SnippetClient, change: Partial<SnippetCall>): SnippetProblem | null {
  try {
    snippet(client, { ...CALL, ...change })
    return null
  } catch (error) {
    if (error instanceof SnippetError) return error.problem
    throw error
  }
}

describe('an invalid call is rejected', () => {
  test.each([
    '',
    'om_',
    'om_a/b',
    '../x',
    'om_a?b',
    'om_a b',
    'om_é',
    `om_${'a'.repeat(129)}`,
    'om_a\n',
  ])('message_id %j', (message_id) => {
    for (const client of CLIENTS) {
      expect(problemOf(client, { message_id }), client).toBe('message_id_malformed')
    }
  })

  test.each([
    '',
    'open.feishu.cn',
    'ftp://open.feishu.cn',
    'https://user:secret@open.feishu.cn',
    'https://open.feishu.cn?a=b',
    'https://open.feishu.cn/#a',
    "https://open.feishu.cn/'$(id)",
    'https://open.feishu.cn:99999',
    'https://open.feishu.cn\n',
  ])('base URL %j', (base_url) => {
    for (const client of CLIENTS) {
      expect(problemOf(client, { base_url }), client).toBe('base_url_malformed')
    }
  })

  test('a lone surrogate in any text', () => {
    const row = { content: 'a', language: 'en_us' }
    for (const follow_ups of [
      [{ content: 'x\ud83dy' }],
      [{ content: 'a', i18n_contents: [{ ...row, content: '\udc00' }] }],
      [{ content: 'a', i18n_contents: [{ ...row, language: '\udc00' }] }],
    ]) {
      for (const client of CLIENTS) {
        expect(problemOf(client, { follow_ups }), client).toBe('lone_surrogate')
      }
    }
  })

  test('lark-cli with a host that it cannot call', () => {
    expect(problemOf('lark-cli', { base_url: 'http://127.0.0.1:4311' })).toBe('lark_cli_upstream')
    expect(problemOf('lark-cli', { base_url: 'https://open.larksuite.com/' })).toBeNull()
  })

  test('an unknown client, even an inherited property name', () => {
    for (const client of ['perl', 'constructor', '__proto__']) {
      expect(problemOf(client as SnippetClient, {})).toBe('client_unknown')
    }
  })

  test('with a text in both languages', () => {
    for (const { zh, en } of Object.values(SNIPPET_PROBLEMS)) {
      expect(en).toMatch(/\.$/)
      expect(zh).toMatch(/。$/)
    }
  })
})

describe('a program', () => {
  const sdks = CLIENTS.filter((client) => ['go', 'python', 'java', 'node'].includes(client))

  test.each(sdks)('of %s has a base URL only if it is not Feishu’s', (client) => {
    expect(snippet(client, CALL)).not.toContain(FEISHU_BASE_URL)
    const base_url = 'http://127.0.0.1:4311/feishu/'
    expect(snippet(client, { ...CALL, base_url })).toMatch(
      /["']http:\/\/127\.0\.0\.1:4311\/feishu["']/,
    )
  })

  test.each(CLIENTS)(
    'of %s names every variable that it reads, and ends with a line feed',
    (client) => {
      const program = snippet(client, CALL)
      expect(program).toMatch(/[^\n]\n$/)
      const named = new Set(program.match(/FEISHU_[A-Z_]+/g))
      expect([...named].sort()).toEqual(clientInfo(client).environment.flat().sort())
    },
  )

  test('of Java is ASCII', () => {
    fc.assert(
      fc.property(anyFollowUps, (follow_ups) => {
        expect(snippet('java', { ...CALL, follow_ups })).toMatch(/^[\n -~]*$/)
      }),
      { numRuns: 5 },
    )
  })

  test('has no hidden characters', () => {
    fc.assert(
      fc.property(anyFollowUps, (follow_ups) => {
        for (const client of CLIENTS) {
          const program = snippet(client, { ...CALL, follow_ups }).replace(/[\n\t]/g, '')
          expect(program, client).not.toMatch(/\p{Cc}|\p{Bidi_Control}|[\u2028\u2029\ufeff]/u)
        }
      }),
      { numRuns: 5 },
    )
  })

  test('keeps an empty list of languages', () => {
    const follow_ups = [{ content: 'a', i18n_contents: [] }]
    expect(JSON.parse(snippet('json', { ...CALL, follow_ups }))).toEqual({ follow_ups })
    expect(snippet('python', { ...CALL, follow_ups })).toContain('.i18n_contents([])')
  })

  test('for a terminal has no tabs and no comments', () => {
    const program = snippet('curl', CALL)
    expect(program).not.toContain('\t')
    expect(program).not.toMatch(/^\s*#/m)
  })

  test('of TypeScript passes the strictest checks', () => {
    expect(typeCheck('push.mts', snippet('typescript', CALL))).toBe('')
  })
})

describe('a receiver', () => {
  test.each(RECEIVER_CLIENTS)(
    'of %s names every variable that it reads, and ends with a line feed',
    (client) => {
      const program = receiverProgram(client, CALL)
      expect(program).toMatch(/[^\n]\n$/)
      const named = new Set(program.match(/FEISHU_[A-Z_]+/g))
      const { environment, note } = receiverInfo(client)
      const optional = note.en.match(/FEISHU_[A-Z_]+/g) ?? []
      expect([...named].sort()).toEqual([...environment.flat(), ...optional].sort())
      expect(program).toContain('FOLLOW_UP_CLICK_LIMIT_SECONDS')
    },
  )

  test.each(RECEIVER_CLIENTS)('of %s has the base URL of the call', (client) => {
    const base_url = 'http://127.0.0.1:4311/feishu'
    expect(receiverProgram(client, { ...CALL, base_url: `${base_url}/` })).toContain(base_url)
    expect(receiverProgram(client, CALL).includes(FEISHU_BASE_URL)).toBe(
      ['php', 'csharp', 'typescript'].includes(client),
    )
  })

  test('has no hidden characters, and of Java is ASCII', () => {
    fc.assert(
      fc.property(anyFollowUps, (follow_ups) => {
        for (const client of RECEIVER_CLIENTS) {
          const program = receiverProgram(client, { ...CALL, follow_ups }).replace(/[\n\t]/g, '')
          expect(program, client).not.toMatch(/\p{Cc}|\p{Bidi_Control}|[\u2028\u2029\ufeff]/u)
          if (client === 'java') expect(program).toMatch(/^[ -~]*$/)
        }
      }),
      { numRuns: 5 },
    )
  })

  test('holds the bubbles unchanged', () => {
    fc.assert(
      fc.property(anyFollowUps, (follow_ups) => {
        const program = receiverProgram('node', { ...CALL, follow_ups })
        const [, literal] = /^const pushes = (\{.*?^\});/ms.exec(program) ?? []
        expect(new Function(`'use strict'; return ${literal}`)()).toEqual({
          [CALL.message_id]: follow_ups,
        })
      }),
      { numRuns: 5 },
    )
  })

  test('of an invalid call is rejected', () => {
    for (const client of RECEIVER_CLIENTS) {
      expect(() => receiverProgram(client, { ...CALL, message_id: 'x' })).toThrow(SnippetError)
    }
  })

  test('of TypeScript passes the strictest checks', () => {
    expect(typeCheck('receive.mts', receiverProgram('typescript', CALL))).toBe('')
  })
})

/** Returns what tsc says about a program. */
function typeCheck(file: string, program: string): string {
  const folder = temporaryFolder()
  symlinkSync(join(import.meta.dirname, '../../node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, file), program)
  const compilerOptions = {
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    erasableSyntaxOnly: true,
    noUnusedLocals: true,
    noEmit: true,
    skipLibCheck: true,
    module: 'nodenext',
    target: 'es2022',
    lib: ['es2022'],
    types: ['node'],
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [file] }))
  const tsc = join(folder, 'node_modules/typescript/bin/tsc')
  const { status, stdout } = spawnSync(process.execPath, [tsc], { cwd: folder, encoding: 'utf8' })
  return status === 0 ? stdout : `exit ${status}: ${stdout}`
}

describe('a literal evaluates to its text', () => {
  test('in JavaScript', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(new Function(`'use strict'; return ${javascriptString(text)}`)()).toBe(text)
      }),
      { numRuns: 1000 },
    )
  })

  test('in JSON, on one line or many', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom(0, 2, 4), (text, indent) => {
        expect(JSON.parse(jsonText({ [text]: [text] }, indent))).toEqual({ [text]: [text] })
      }),
      { numRuns: 1000 },
    )
  })

  test('in double quotes, as JSON reads it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(JSON.parse(doubleQuoted(text))).toBe(text)
      }),
      { numRuns: 1000 },
    )
  })
})
