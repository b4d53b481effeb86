import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { runProgram, type Scanner } from './scanner.ts'

/** Files that servers often expose by mistake. */
const LEAKED_FILES =
  `.env .git/config .git/HEAD .gitignore .npmrc .dockerignore .DS_Store backup.zip
backup.sql backup.tar.gz config.json config.php config.yml db.sqlite data/ledger.db ledger.db ledger.db-wal
ledger.lock dump.sql .ssh/id_rsa index.php info.php package.json package-lock.json phpinfo.php server.js
server/main.ts server/env.ts assets/../package.json ..%2fpackage.json %2e%2e/package.json .built-from
dist/index.html web/main.tsx node_modules/pg/package.json Dockerfile.bak compose.yaml web.config
wp-config.php .well-known/security.txt assets/.built-from index.html.map assets/index.js.map`.split(
    /\s+/,
  )

const FFUF: Scanner = {
  name: 'ffuf',
  program: 'ffuf',
  looksFor: 'exposed files',
  async run({ url }, { folder }) {
    const words = join(folder, 'words.txt')
    writeFileSync(words, LEAKED_FILES.join('\n'))
    const args = ['-u', `${url}/FUZZ`, '-w', words, '-mc', '200,500', '-s']
    const { output, timedOut } = await runProgram(60, 'ffuf', args)
    const found = output
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
    return [...found.map((file) => `serves ${file}`), ...timeoutFinding(timedOut)]
  },
}

const SQLMAP: Scanner = {
  name: 'sqlmap',
  program: 'sqlmap',
  looksFor: 'SQL injection, by errors, booleans and unions',
  async run({ entryUrls }, { folder, quick }) {
    const findings: string[] = []
    for (const [i, entryUrl] of entryUrls.entries()) {
      if (quick && i > 0) break
      const { output, timedOut } = await runProgram(150, 'sqlmap', [
        ...['-u', entryUrl, `--output-dir=${join(folder, 'sqlmap')}`, '--technique=BEU'],
        ...'--batch --disable-coloring --flush-session --ignore-code=*'.split(' '),
        ...'--level=2 --risk=1 --threads=4'.split(' '),
      ])
      const found = /identified the following injection point/.test(output)
      const tried =
        /all tested parameters do not appear|does not seem to be injectable|not injectable/
      if (found)
        findings.push(
          `${/Parameter: (.*)/.exec(output)?.[1] ?? 'a parameter'} of ${new URL(entryUrl).pathname}`,
        )
      else if (timedOut) findings.push(...timeoutFinding(timedOut))
      else if (!tried.test(output)) findings.push(`could not run: ${output.slice(-200).trim()}`)
    }
    return findings
  },
}

const WAPITI_MODULES =
  'xss,sql,file,redirect,csp,http_headers,cookieflags,backup,crlf,exec,permanentxss,methods'
/** Wapiti asks for headers that browsers ignore: a removed XSS filter, and HSTS over plain HTTP. */
const OBSOLETE = /X-XSS-Protection|Strict-Transport-Security/

const WAPITI: Scanner = {
  name: 'wapiti',
  program: 'wapiti',
  looksFor: 'XSS, traversal, redirects, CRLF, headers, policy',
  async run({ url, entryUrls }, { folder, quick }) {
    const report = join(folder, `wapiti-${new URL(url).port}.json`)
    const seconds = quick ? 40 : 150
    const { output, timedOut } = await runProgram(seconds + 60, 'wapiti', [
      ...['-u', `${url}/`, '--scope', 'folder', '-m', WAPITI_MODULES, '--flush-session'],
      ...entryUrls.flatMap((entryUrl) => ['-s', entryUrl]),
      ...['-f', 'json', '-o', report, '--no-bugreport', '--max-scan-time', String(seconds)],
      ...['--store-session', join(folder, 'wapiti'), '-t', '5'],
    ])
    if (timedOut) return timeoutFinding(timedOut)
    let found: Record<string, { info: string; path: string }[]>
    try {
      const { vulnerabilities, anomalies } = JSON.parse(readFileSync(report, 'utf8'))
      found = { ...vulnerabilities, ...anomalies }
    } catch {
      return [`could not run: ${output.slice(-200).trim()}`]
    }
    return Object.entries(found).flatMap(([kind, items]) =>
      items
        .filter(({ info }) => !OBSOLETE.test(info))
        .map(({ info, path }) => `${kind}: ${info} ${path}`),
    )
  },
}

const SLOW: Scanner = {
  name: 'slowhttptest',
  program: 'slowhttptest',
  looksFor: 'denial of service by slow clients',
  async run({ url }, { quick }) {
    const findings: string[] = []
    for (const kind of quick ? ['-H'] : ['-H', '-B']) {
      // Slower than the console's timeouts, over more connections than a small server allows.
      const load = '-c 300 -i 10 -r 150 -l 20 -p 3 -x 24'.split(' ')
      const method = kind === '-B' ? 'POST' : 'GET'
      const args = [kind, '-t', method, '-u', `${url}/`, ...load]
      const { output } = await runProgram(60, 'slowhttptest', args)
      const states = [
        ...stripVTControlCharacters(output).matchAll(/service available:\s*(YES|NO)/g),
      ]
      if (states.length === 0) findings.push(`could not run: ${output.slice(-200).trim()}`)
      else if (states.some(([, state]) => state === 'NO'))
        findings.push(`not available under ${kind}`)
    }
    return findings
  },
}

function timeoutFinding(timedOut: boolean): string[] {
  return timedOut ? ['did not finish in time'] : []
}

/** The scanners that Debian packages. */
export const DEBIAN_SCANNERS: readonly Scanner[] = [FFUF, SQLMAP, WAPITI, SLOW]
