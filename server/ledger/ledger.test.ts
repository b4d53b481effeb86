import { describe, onTestFinished } from 'vitest'
import { testLedger } from '../testing/ledger-suite.ts'
import { memoryDatabase, storageOn } from '../testing/memory-storage.ts'

describe('the ledger on SQLite', () => {
  testLedger(async () => {
    const database = memoryDatabase()
    onTestFinished(() => database.close())
    return { open: async () => ({ ...storageOn(database), close: async () => {} }) }
  })
})
