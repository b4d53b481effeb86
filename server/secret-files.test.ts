import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSecretFiles } from './secret-files.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

test('takes a secret from its file, without the line break at the end', () => {
  const file = join(temporaryFolder(), 'key')
  writeFileSync(file, 'c2VjcmV0\n')
  expect(readSecretFiles({ CONSOLE_KEY_FILE: file, PORT: '1' })).toEqual({
    CONSOLE_KEY: 'c2VjcmV0',
    PORT: '1',
  })
})

test('names each file that is missing, empty or beside its setting, and never shows a secret', () => {
  const file = join(temporaryFolder(), 'empty')
  writeFileSync(file, ' \n')
  const problems = readSecretFiles({
    CONSOLE_KEY_FILE: file,
    FEISHU_APP_SECRET_FILE: '/nowhere/secret',
    DATABASE_URL_FILE: file,
    DATABASE_URL: 'postgres://a:hunter2@b/c',
  })
  expect(problems).toEqual([
    `CONSOLE_KEY_FILE: ${file} is empty`,
    'DATABASE_URL_FILE: not used beside DATABASE_URL, set only one of them',
    'FEISHU_APP_SECRET_FILE: /nowhere/secret cannot be read (ENOENT)',
  ])
})

test('leaves other settings alone, whose names may end in _FILE', () => {
  expect(readSecretFiles({ SSL_CERT_FILE: '/etc/ca.pem' })).toEqual({
    SSL_CERT_FILE: '/etc/ca.pem',
  })
})
