import type {
  FollowUps,
  NewTemplate,
  Template,
  TemplateChange,
  TemplateFile,
  TemplateImport,
  TemplateSummary,
} from '#contract/template'

/** Why something could not be kept: the name belongs to another template, or there are too many. */
export type Unkept = { unkept: 'name_taken' | 'full' }

/**
 * Saved prompts with every version. A deleted one is gone from every answer, and `restore` brings it
 * back. Every method may throw {@link StorageError} (`storage-error.ts`).
 */
export type Templates = {
  /** Those that hold every word of the query in name, note or texts; latest change first. */
  list(query: string): Promise<TemplateSummary[]>
  find(id: string): Promise<Template | null>
  create(template: NewTemplate, actor: string): Promise<Template | Unkept>
  /** Adds a version, unless the newest one says the same. `null` where there is no such template. */
  addVersion(id: string, followUps: FollowUps, actor: string): Promise<Template | null>
  change(id: string, change: TemplateChange): Promise<Template | Unkept | null>
  /** @returns whether there was one to delete */
  remove(id: string): Promise<boolean>
  restore(id: string): Promise<Template | Unkept | null>
  /** Everything as a file, or the one template; `null` where there is no such template. */
  toFile(id: string | undefined): Promise<TemplateFile | null>
  /**
   * Takes a file over, whole or not at all. A template of a known name gets the file's newest
   * version, where that says something else: nothing here is lost, and a file can be taken twice.
   */
  fromFile(file: TemplateFile, actor: string): Promise<TemplateImport | Unkept>
}
