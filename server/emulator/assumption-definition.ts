import type { Bilingual } from '#contract/locale'

/** A behaviour that Feishu does not document, so that the emulator has to choose one. */
export type Definition = {
  /** What can be chosen; the first is the default. */
  values: readonly [string, ...string[]]
  /** What is unknown, and why the default was chosen. */
  description: Bilingual
}
