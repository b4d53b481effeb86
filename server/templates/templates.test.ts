import { describe } from 'vitest'
import { memoryStorage } from '../testing/memory-storage.ts'
import { testTemplates } from '../testing/template-suite.ts'

describe('on SQLite', () => {
  testTemplates(async () => memoryStorage())
})
