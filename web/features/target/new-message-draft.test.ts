import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createTestStorage } from '../../browser/testing/test-storage.ts'
import {
  readNewMessageDraft,
  storedNewMessage,
  storedOneGo,
  writeNewMessageDraft,
} from './new-message-draft.ts'

beforeEach(() => {
  vi.stubGlobal('localStorage', createTestStorage())
})
afterEach(() => {
  vi.unstubAllGlobals()
})

const draft = {
  receive_id_type: 'email',
  receive_id: 'a@b.cd',
  msg_type: 'post',
  text: 'hi',
  post: '{}',
  interactive: '',
} as const

test('what was typed is read again, for each app apart', () => {
  writeNewMessageDraft('a', draft)
  expect(readNewMessageDraft('a')).toEqual(draft)
  expect(readNewMessageDraft('b')).toMatchObject({ receive_id: '', msg_type: 'text', text: '' })
})

test('the card that version 0.1.0 stored apart is taken over, once', () => {
  storedOneGo('a').write({ ...draft, interactive: '{"schema":"2.0"}' })
  storedNewMessage('a').write({ ...draft, post: '', msg_type: 'text' })
  const taken = { ...draft, msg_type: 'text', interactive: '{"schema":"2.0"}' } as const
  expect(readNewMessageDraft('a')).toEqual(taken)
  writeNewMessageDraft('a', { ...taken, interactive: '' })
  expect(readNewMessageDraft('a').interactive).toBe('')
})

test('something else in the storage is ignored', () => {
  for (const value of [null, 7, { ...draft, msg_type: 'video' }, { ...draft, post: 1 }]) {
    localStorage.setItem('follow-up-console.new-message.a', JSON.stringify(value))
    expect(readNewMessageDraft('a').receive_id).toBe('')
  }
})
