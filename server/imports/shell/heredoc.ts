const SPECIAL =
  /\\([\\$`])|\\\n|\$\{([A-Za-z_]\w{0,100})(?::-([^}\n]{0,200}))?\}|\$([A-Za-z_]\w*)|\$\(|`/g

/** What bash makes of a here-document whose delimiter is not quoted. */
export function expandHeredoc(
  body: string,
  variables: ReadonlyMap<string, string>,
): { text: string; open: boolean } {
  let open = false
  const text = body.replace(
    SPECIAL,
    (whole, escaped?: string, braced?: string, fallback?: string, bare?: string) => {
      if (escaped !== undefined) return escaped
      if (whole === '\\\n') return ''
      const value = variables.get(braced ?? bare ?? '') ?? fallback
      if (value === undefined) open = true
      return value ?? whole
    },
  )
  return { text, open }
}
