import { clientSuite } from '../testing/programs/client-suite.ts'

await clientSuite('go')
await clientSuite('java')
await clientSuite('csharp')
