import { expect, test } from 'vitest'
import { checkPassword, hashPassword } from './password-hash.ts'

const SCRYPT = { kind: 'scrypt', parameters: { ln: 15, r: 8, p: 3 } }

test('a hash names argon2id with the parameters of OWASP, and a salt of its own', async () => {
  const [one, other] = [
    await hashPassword('a long password'),
    await hashPassword('a long password'),
  ]
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
  expect(one).not.toBe(other)
  expect(await checkPassword('a long password', one)).toEqual({ isRight: true, isOld: false })
  expect(await checkPassword('another password', one)).toEqual({ isRight: false, isOld: false })
})

test('a hash made by a Node without argon2 is accepted, and is to be renewed', async () => {
  const hash = await hashPassword('a long password', SCRYPT)
  expect(hash).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$/)
  expect(await checkPassword('a long password', hash)).toEqual({ isRight: true, isOld: true })
  expect(await checkPassword('wrong', hash)).toEqual({ isRight: false, isOld: true })
})

test('a password has the same hash in every Unicode form', async () => {
  const hash = await hashPassword('Ångström Ångström')
  expect((await checkPassword('Ångström Ångström'.normalize('NFD'), hash)).isRight).toBe(true)
})

test('without an account no password is right, and a hash of the current kind is computed all the same', async () => {
  // `isOld` compares the parameters of the hash that was computed.
  expect(await checkPassword('', null)).toEqual({ isRight: false, isOld: false })
})
