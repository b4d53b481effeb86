import * as z from 'zod/mini'

/** One app on one upstream, as the browser may know it: never with a secret. */
export const profileSchema = z.object({
  id: z.string(),
  name: z.string(),
  brand: z.enum(['emulator', 'feishu', 'lark']),
  base_url: z.string(),
  app_id: z.string(),
  default: z.boolean(),
})

export const profilesSchema = z.object({ profiles: z.array(profileSchema) })

export type Profile = z.infer<typeof profileSchema>
