import { clientSuite } from '../testing/programs/client-suite.ts'
import { receiverSuite } from '../testing/programs/receiver-suite.ts'

await clientSuite('go')
await clientSuite('java')
await clientSuite('csharp')
await receiverSuite('go')
await receiverSuite('java')
await receiverSuite('csharp')
