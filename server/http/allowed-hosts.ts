const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]']
const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/

/** The hosts, each with its port, that a console on a loopback port accepts. */
export function loopbackHosts(port: number): ReadonlySet<string> {
  // Browsers leave out the default port of http.
  return new Set(
    LOOPBACK_NAMES.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`])),
  )
}

/** The origins of pages served under these hosts; any but a loopback one may be behind TLS. */
export function originsOf(hosts: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(
    [...hosts].flatMap((host) =>
      LOOPBACK.test(host) ? [`http://${host}`] : [`http://${host}`, `https://${host}`],
    ),
  )
}
