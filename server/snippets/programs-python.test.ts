import { clientSuite } from '../testing/programs/client-suite.ts'

await clientSuite('python')
await clientSuite('python-requests')
await clientSuite('python-httpx')
