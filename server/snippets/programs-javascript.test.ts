import { clientSuite } from '../testing/programs/client-suite.ts'
import { receiverSuite } from '../testing/programs/receiver-suite.ts'

await clientSuite('node')
await clientSuite('typescript')
await receiverSuite('node')
await receiverSuite('typescript')
