import * as z from 'zod/v4-mini'

// Before any schema exists: zod must not probe `new Function` under the strict CSP.
z.config({ jitless: true })

export * from 'zod/v4-mini'
