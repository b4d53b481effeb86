import { readFileSync } from 'node:fs'

type Environment = Readonly<Record<string, string | undefined>>

/** The settings that a file may hold instead, such as a secret of Docker or systemd. */
export const SECRET_SETTINGS = [
  'CONSOLE_KEY',
  'DATABASE_PASSWORD',
  'DATABASE_URL',
  'FEISHU_APP_SECRET',
  'OIDC_CLIENT_SECRET',
] as const

/**
 * Replaces `NAME_FILE` by `NAME` with the content of that file, for each setting that is a secret.
 * @returns the settings, or a line for each file that cannot be used
 */
export function readSecretFiles(
  env: Environment,
  read: (path: string) => string = (path) => readFileSync(path, 'utf8'),
): Environment | string[] {
  const settings: Record<string, string | undefined> = { ...env }
  const problems: string[] = []
  for (const name of SECRET_SETTINGS) {
    const path = env[`${name}_FILE`]?.trim()
    if (!path) continue
    delete settings[`${name}_FILE`]
    if (env[name]?.trim()) {
      problems.push(`${name}_FILE: not used beside ${name}, set only one of them`)
      continue
    }
    try {
      const value = read(path).trim()
      if (value === '') problems.push(`${name}_FILE: ${path} is empty`)
      settings[name] = value
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : 'unreadable'
      problems.push(`${name}_FILE: ${path} cannot be read (${code})`)
    }
  }
  return problems.length > 0 ? problems : settings
}
