import { escapeControls } from '#contract/texts/control-characters'
import { chooseLocale, EXIT } from './command.ts'
import { run } from './run.ts'

const args = process.argv.slice(2)
const locale = chooseLocale(args, process.env)

// A reader such as `head` closes the pipe early; that is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

if (locale === null) {
  console.error('--lang: zh | en')
  process.exitCode = EXIT.usage
} else {
  try {
    process.exitCode = await run(args, {
      env: process.env,
      locale,
      print: (text) => void process.stdout.write(`${escapeControls(text, '\n\t')}\n`),
      complain: (text) => void process.stderr.write(`${escapeControls(text, '\n\t')}\n`),
      readInput,
      get stdin() {
        return process.stdin
      },
    })
  } catch (error) {
    // Node would exit with 1, which here means that the platform rejected the push.
    console.error(error)
    process.exitCode = EXIT.bug
  }
}

async function readInput(limit: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of process.stdin) {
    size += chunk.length
    if (size > limit) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
