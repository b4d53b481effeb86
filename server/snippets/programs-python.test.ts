import { clientSuite } from '../testing/programs/client-suite.ts'
import { receiverSuite } from '../testing/programs/receiver-suite.ts'

await clientSuite('python')
await clientSuite('python-requests')
await clientSuite('python-httpx')
await receiverSuite('python')
