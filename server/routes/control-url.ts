const ID = /^[A-Za-z0-9_-]{1,128}$/

/**
 * The address of an emulator's own call, with the ids filled into its template.
 * @returns `null` where an id has no id's shape or the path would not be the one meant
 */
export function controlUrl(
  base_url: string,
  template: string,
  ids: Readonly<Record<string, string>>,
): URL | null {
  if (!Object.values(ids).every((id) => ID.test(id))) return null
  const path = `/_emulator${template.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? '')}`
  const url = new URL(path, base_url)
  return url.pathname === path ? url : null
}
