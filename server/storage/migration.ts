/** One step of the schema. A step that has been released is never edited: the next one mends it. */
export type Migration = {
  version: number
  /** Statements for either database, run in one transaction together with the new version number. */
  statements: Readonly<Record<'sqlite' | 'postgres', readonly string[]>>
}
