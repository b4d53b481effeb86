/** One word of a command line, as the program gets it. */
export type Word = {
  text: string
  /** True where a variable or a command stands in it, whose value only the shell knows. */
  open: boolean
  /** Where it begins in the source. */
  at: number
}

/** One command, with what the shell hands it as standard input where the source says so. */
export type Command = { words: Word[]; stdin: Word | null }

export type Script = {
  commands: Command[]
  /** Where a quote begins that is never closed; `null` where there is none. */
  unclosed: number | null
}
