/** The built-in apps of the emulator: a custom app, another one, and a store app. */
export const EMULATOR_APP_IDS = {
  support: 'cli_0123456789abcdef',
  parcels: 'cli_13579bdf02468ace',
  store: 'cli_fedcba9876543210',
} as const

/** The app that a client uses unless it is told otherwise. Its secret protects nothing. */
export const EMULATOR_APP = {
  app_id: EMULATOR_APP_IDS.support,
  app_secret: 'emulator-secret',
} as const

/** Other names of the built-in apps, which every call accepts. */
export const EMULATOR_APP_ALIASES = {
  cli_emulator: EMULATOR_APP_IDS.support,
  cli_emulator_parcels: EMULATOR_APP_IDS.parcels,
  cli_emulator_store: EMULATOR_APP_IDS.store,
} as const
