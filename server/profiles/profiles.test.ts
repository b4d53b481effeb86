import { describe } from 'vitest'
import { memoryStorage } from '../testing/memory-storage.ts'
import { testProfiles } from '../testing/profile-suite.ts'

describe('on SQLite', () => {
  testProfiles(async () => memoryStorage())
})
