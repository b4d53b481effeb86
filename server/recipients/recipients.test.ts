import { describe } from 'vitest'
import { memoryStorage } from '../testing/memory-storage.ts'
import { testRecipients } from '../testing/recipient-suite.ts'

describe('on SQLite', () => {
  testRecipients(async () => memoryStorage())
})
