import { clientSuite } from '../testing/programs/client-suite.ts'

await clientSuite('curl')
await clientSuite('http')
await clientSuite('lark-cli')
await clientSuite('php')
