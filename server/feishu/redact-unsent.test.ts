import { expect, test } from 'vitest'
import { redactUnsent } from './redact-unsent.ts'

const SECRET = 'secret-of-the-test-app'
const redact = (text: string, ...tokens: string[]) => redactUnsent(text, [SECRET, ...tokens])

test.each([
  SECRET,
  'a-6U1SbDiM6XIH2DcTCPyeub',
  't-g1044qeGEDXTB6NDJOGV4JQCYDGHRBARFTGT1234',
  't-caecc734c2e3328a62489fe0648c4b98779515d3',
])('a secret is taken out before anything is sent: %s', (secret) => {
  expect(redact(`{"content":"see ${secret}!"}`)).toBe('{"content":"see (redacted)!"}')
})

test('so is the token in use, however it is spelt', () => {
  const token = 'odd/token+of"the test'.replace(' ', '_')
  for (const spelling of [token, encodeURIComponent(token), JSON.stringify(token).slice(1, -1)]) {
    expect(redact(`a ${spelling} b`, token)).toBe('a (redacted) b')
  }
})

test.each([
  'a t-shirt, or two',
  'the t-distribution-of-the-sample-mean',
  'at-123456789012345678901234567890',
  '查看进度 t-12345',
])('a text without one stays as it is: %s', (text) => {
  expect(redact(text)).toBe(text)
})
