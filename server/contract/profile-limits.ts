/** How much is kept of profiles; the longest life of a token is the platform's own. */
export const PROFILE_LIMITS = {
  /** Characters. */
  name: { max: 60 },
  /** Of those that are added here. */
  profiles: { max: 100 },
  /** Seconds. */
  tokenLife: { max: 7200 },
} as const
