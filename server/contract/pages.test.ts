import { expect, test } from 'vitest'
import { findPage, MOVED_PAGES, PAGES } from './pages.ts'

test('the pages are these, in the order of the navigation', () => {
  expect(PAGES.map(({ href, name: { en, zh } }) => [href, en, zh])).toEqual([
    ['/', 'Compose', '发送'],
    ['/support', 'Support', '客服'],
    ['/history', 'History', '历史'],
    ['/emulator', 'Emulator', '模拟器'],
    ['/apps', 'Apps', '应用'],
    ['/error-codes', 'Error codes', '错误码'],
    ['/team', 'Team', '团队'],
  ])
  expect(PAGES.filter(({ ofTeam }) => ofTeam === true).map(({ href }) => href)).toEqual(['/team'])
  expect([...MOVED_PAGES]).toEqual([
    ['/phone', '/emulator'],
    ['/profiles', '/apps'],
  ])
})

test.each([
  ['/', '/'],
  ['/apps', '/apps'],
  ['/support', '/support'],
  ['/support/lists/1', '/support'],
  ['/history/1', '/history'],
  ['/team/people', '/team'],
  ['/supports', undefined],
  ['/support-x', undefined],
  ['/apps/1', undefined],
  ['/x', undefined],
  ['/x/support', undefined],
  ['', undefined],
])('the path %j is on the page %s', (path, href) => {
  expect(findPage(path)?.href).toBe(href)
})
