import { expect, test } from 'vitest'
import { parseRecipientQuery } from './find-recipients.ts'

test.each([
  ['lin.xiaoyu@example.com', 'email', 'lin.xiaoyu@example.com'],
  [' a+b@sub.example.co ', 'email', 'a+b@sub.example.co'],
  ['13800000001', 'mobile', '13800000001'],
  ['138 0000 0001', 'mobile', '13800000001'],
  ['+1 (202) 555-0123', 'mobile', '+12025550123'],
  ['ou_84aad35d084aa403a838cf73ee18467', 'open_id', 'ou_84aad35d084aa403a838cf73ee18467'],
  ['on_cad4860e7af114fb4ff6c5d496d1dd76', 'union_id', 'on_cad4860e7af114fb4ff6c5d496d1dd76'],
  ['oc_a0553eda9014c201e6969b478895c230', 'chat_id', 'oc_a0553eda9014c201e6969b478895c230'],
  ['3e3cf96b', 'user_id', '3e3cf96b'],
  ['12345', 'user_id', '12345'],
  ['emp-042', 'user_id', 'emp-042'],
  ['林晓雨', 'unclear', '林晓雨'],
  ['Emma Clarke', 'unclear', 'Emma Clarke'],
  ['Emma', 'unclear', 'Emma'],
  ['a@b', 'unclear', 'a@b'],
  ['two@mails.com three@mails.com', 'unclear', 'two@mails.com three@mails.com'],
  ['ou_', 'unclear', 'ou_'],
  ['om_dc13264520392913993dd051dba21dcf', 'unclear', 'om_dc13264520392913993dd051dba21dcf'],
] as const)('%s is understood as %s', (typed, kind, value) => {
  expect(parseRecipientQuery(typed)).toEqual({ kind, value })
})
