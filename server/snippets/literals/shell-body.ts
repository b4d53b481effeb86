import { shellString } from './shell-string.ts'

/** Linux takes no argument of more than 128 KiB, which three full bubbles in 50 languages can reach. */
const ARGUMENT_MAX_BYTES = 120_000

type Options = {
  /** The option that takes the body itself, and what reads it from standard input instead. */
  argument: string
  stdin: string
}

/** A body of JSON as the last option of a command: an argument, or a here-document where it is too long for one. */
export function shellBody(json: string, { argument, stdin }: Options): string {
  return new TextEncoder().encode(json).length <= ARGUMENT_MAX_BYTES
    ? `${argument} ${shellString(json)}`
    : `${stdin} <<'JSON'\n${json}\nJSON\n`
}
