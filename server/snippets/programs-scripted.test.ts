import { clientSuite } from '../testing/programs/client-suite.ts'
import { receiverSuite } from '../testing/programs/receiver-suite.ts'

await clientSuite('curl')
await clientSuite('curl-script')
await clientSuite('http')
await clientSuite('lark-cli')
await clientSuite('php')
await receiverSuite('php')
