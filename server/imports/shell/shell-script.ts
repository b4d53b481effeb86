/** One word of a command line, as the program receives it. */
export type ShellWord = {
  text: string
  /** Whether it contains a variable or a command, whose value is unknown. */
  open: boolean
  /** Its index in the source. */
  at: number
}

/** One command, with its standard input if the source defines it, and the files it reads and writes. */
export type ShellCommand = {
  words: ShellWord[]
  stdin: ShellWord | null
  input?: string
  output?: string
}

export type ShellScript = {
  commands: ShellCommand[]
  /** The index of an unclosed quote; null if there is none. */
  unclosed: number | null
  /** The files that the script writes. */
  files?: ReadonlyMap<string, ShellWord>
  /** Where lines were joined that the shell itself would not join. */
  joined?: readonly number[]
}
