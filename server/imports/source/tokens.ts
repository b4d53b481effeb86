/** A text in a program; `holes` are the expressions that the running program puts into it. */
export type TextToken = { kind: 'text'; text: string; holes: Hole[]; at: number }
export type Hole = {
  /** Where in `text` its value belongs. */
  index: number
  source: string
}

export type Token =
  | TextToken
  | { kind: 'name'; text: string; at: number }
  | { kind: 'sign'; text: string; at: number }

/** Brackets and what stands between them; `open` is `''` for the program itself. */
export type Group = { kind: 'group'; open: string; items: Item[]; at: number }
export type Item = Token | Group

export type SourceLanguage =
  | 'javascript'
  | 'python'
  | 'java'
  | 'go'
  | 'csharp'
  | 'php'
  | 'powershell'
