/**
 * The hosts that an operator lets events go to, from a comma-separated list of names and addresses
 * without ports, as a URL spells them; `null` where one of them is none.
 */
export function parseEventHosts(list: string): string[] | null {
  const hosts: string[] = []
  for (const item of list.split(',').map((part) => part.trim().toLowerCase())) {
    if (item === '') continue
    if (!isHost(item)) return null
    hosts.push(item)
  }
  return hosts
}

/** Only what the URL parser leaves as it is can ever be the host of a URL. */
function isHost(item: string): boolean {
  const host = item.includes(':') ? `[${item}]` : item
  const url = URL.parse(`http://${host}/`)
  return /^[a-z0-9_.:-]+$/.test(item) && url?.hostname === host
}
