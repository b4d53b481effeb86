import { clientSuite } from '../testing/programs/client-suite.ts'

await clientSuite('node')
await clientSuite('typescript')
