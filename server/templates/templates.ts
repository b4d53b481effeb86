import type {
  NewTemplate,
  NewVersion,
  Template,
  TemplateChange,
  TemplateFile,
  TemplateImport,
  TemplateSummary,
  TemplateVersion,
} from '#contract/template'

/** Why a template was not written: another one has the name, or there are too many. */
export type TemplateRejection = { rejected: 'name_taken' | 'full' }

/** A new version was not saved: the newest one is not the one that was edited. */
export type VersionConflict = { conflict: Template }

/**
 * Saved bubbles with all their versions. No other method returns a deleted template, but
 * `restore` brings it back. Every method may throw {@link StorageError}.
 */
export type TemplateStore = {
  /** Returns those with every word of the query in name, note or texts; latest change first. */
  list(query: string): Promise<TemplateSummary[]>
  find(id: string): Promise<Template | null>
  /** Returns one version, also of a deleted template. */
  findVersion(id: string, version: number): Promise<TemplateVersion | null>
  create(template: NewTemplate, actor: string): Promise<Template | TemplateRejection>
  /** Adds a version, unless the newest one is the same. Returns null if there is no such template. */
  addVersion(
    id: string,
    version: NewVersion,
    actor: string,
  ): Promise<Template | VersionConflict | null>
  change(id: string, change: TemplateChange): Promise<Template | TemplateRejection | null>
  /** Returns whether it existed. */
  remove(id: string, actor: string): Promise<boolean>
  restore(id: string, actor: string): Promise<Template | TemplateRejection | null>
  /** Returns one or all templates as a file; null if there is no such template. */
  toFile(id: string | undefined): Promise<TemplateFile | null>
  /**
   * Imports a file atomically. An existing template with the same name gets the file's newest version
   * if it differs, so nothing is lost and importing a file twice has no effect.
   */
  fromFile(file: TemplateFile, actor: string): Promise<TemplateImport | TemplateRejection>
}
