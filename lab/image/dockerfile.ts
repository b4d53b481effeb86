import { readFileSync } from 'node:fs'
import { join, matchesGlob } from 'node:path'
import { DockerfileParser, type Instruction } from 'dockerfile-ast'

/** One instruction of a Dockerfile that copies, runs or sets something. */
export type ImageStep =
  | { kind: 'copy'; from: string | null; sources: string[]; target: string }
  | { kind: 'run'; command: string }
  | { kind: 'folder'; path: string }

export type ImageStage = { name: string | null; steps: ImageStep[] }

export type Image = {
  stages: ImageStage[]
  /** What the last stage sets. */
  env: Record<string, string>
  user: string
  stopSignal: string
  volumes: string[]
  entrypoint: string[]
  command: string[]
  healthcheck: string[]
}

/** Reads the Dockerfile of a folder. */
export function readImage(root: string): Image {
  const file = DockerfileParser.parse(readFileSync(join(root, 'Dockerfile'), 'utf8'))
  const image: Image = {
    stages: [],
    env: {},
    user: 'root',
    stopSignal: '',
    volumes: [],
    entrypoint: [],
    command: [],
    healthcheck: [],
  }
  for (const instruction of file.getInstructions()) {
    const keyword = instruction.getKeyword()
    const words = instruction.getArguments().map((argument) => argument.getValue())
    const text = instruction.getArgumentsContent() ?? ''
    const steps = image.stages.at(-1)?.steps ?? []
    switch (keyword) {
      case 'FROM': {
        const at = words.indexOf('AS')
        image.stages.push({ name: at < 0 ? null : (words[at + 1] ?? null), steps: [] })
        Object.assign(image, { env: {}, user: 'root' })
        break
      }
      case 'COPY':
        steps.push({
          kind: 'copy',
          from: /--from=(\S+)/.exec(instruction.getTextContent())?.[1] ?? null,
          sources: words.filter((word) => !word.startsWith('--')).slice(0, -1),
          target: words.at(-1) ?? '.',
        })
        break
      case 'RUN':
        steps.push({ kind: 'run', command: text.replaceAll(/\\\n/g, '') })
        break
      case 'WORKDIR':
        steps.push({ kind: 'folder', path: text })
        break
      case 'ENV':
        for (const word of words) {
          const [name = '', ...value] = word.split('=')
          image.env[name] = value.join('=')
        }
        break
      case 'USER':
        image.user = text
        break
      case 'STOPSIGNAL':
        image.stopSignal = text
        break
      case 'VOLUME':
        image.volumes.push(...words)
        break
      case 'ENTRYPOINT':
        image.entrypoint = execForm(instruction)
        break
      case 'CMD':
        image.command = execForm(instruction)
        break
      case 'HEALTHCHECK':
        image.healthcheck = execForm(instruction)
        break
    }
  }
  return image
}

/** @throws Error if a command is written in the shell form, which needs a shell in the image */
function execForm(instruction: Instruction): string[] {
  const [list] = /\[[\s\S]*\]$/.exec(instruction.getArgumentsContent() ?? '') ?? []
  if (list === undefined) throw new Error(`${instruction.getKeyword()} needs a shell.`)
  return JSON.parse(list)
}

/** Whether Docker sends a file to the build: the last matching line of .dockerignore decides. */
export function isSentToBuild(root: string, file: string): boolean {
  let sent = true
  for (const line of readFileSync(join(root, '.dockerignore'), 'utf8').split('\n')) {
    if (line === '' || line.startsWith('#')) continue
    const pattern = line.replace(/^!/, '')
    const matches =
      pattern === '*' ||
      file === pattern ||
      file.startsWith(`${pattern}/`) ||
      matchesGlob(file, pattern)
    if (matches) sent = line.startsWith('!')
  }
  return sent
}

/**
 * Replaces `${NAME:-default}` and `${NAME-default}` in a value of compose.yaml, as Docker Compose does.
 * @throws Error for a variable without a default, which compose.yaml does not use
 */
export function interpolate(value: string, given: Readonly<Record<string, string>>): string {
  return value.replaceAll(/\$\{(\w+)(:?-)?([^}]*)\}/g, (whole, name, operator, fallback) => {
    if (operator === undefined) throw new Error(`${whole} has no default`)
    const isSet = operator === '-' ? given[name] !== undefined : Boolean(given[name])
    return isSet ? given[name] : fallback
  })
}
