import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { type Judge, runFor } from './judge.ts'

/** Files that are left lying about; an address without a dot is the page itself. */
const LEFT_BEHIND = `.env .git/config .git/HEAD .gitignore .npmrc .dockerignore .DS_Store backup.zip
backup.sql backup.tar.gz config.json config.php config.yml db.sqlite data/ledger.db ledger.db ledger.db-wal
ledger.lock dump.sql .ssh/id_rsa index.php info.php package.json package-lock.json phpinfo.php server.js
server/main.ts server/env.ts assets/../package.json ..%2fpackage.json %2e%2e/package.json .built-from
dist/index.html web/main.tsx node_modules/pg/package.json Dockerfile.bak compose.yaml web.config
wp-config.php .well-known/security.txt assets/.built-from index.html.map assets/index.js.map`.split(
  /\s+/,
)

const FFUF: Judge = {
  name: 'ffuf',
  program: 'ffuf',
  looks: 'files that should not be there',
  async run({ url }, { folder }) {
    const words = join(folder, 'words.txt')
    writeFileSync(words, LEFT_BEHIND.join('\n'))
    const { output, late } = await runFor(60, 'ffuf', [
      '-u',
      `${url}/FUZZ`,
      '-w',
      words,
      '-mc',
      '200,500',
      '-s',
    ])
    const found = output
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
    return [...found.map((file) => `serves ${file}`), ...unfinished(late)]
  },
}

const SQLMAP: Judge = {
  name: 'sqlmap',
  program: 'sqlmap',
  looks: 'SQL injection, by errors, booleans and unions',
  async run({ doors }, { folder, quick }) {
    const findings: string[] = []
    for (const [i, door] of doors.entries()) {
      if (quick && i > 0) break
      const args = [
        '-u',
        door,
        '--batch',
        '--disable-coloring',
        '--flush-session',
        '--technique=BEU',
      ]
      const depth = [
        '--level=2',
        '--risk=1',
        '--threads=4',
        `--output-dir=${join(folder, 'sqlmap')}`,
      ]
      const { output, late } = await runFor(150, 'sqlmap', [...args, ...depth, '--ignore-code=*'])
      const found = /identified the following injection point/.test(output)
      const tried =
        /all tested parameters do not appear|does not seem to be injectable|not injectable/
      if (found)
        findings.push(
          `${/Parameter: (.*)/.exec(output)?.[1] ?? 'a parameter'} of ${new URL(door).pathname}`,
        )
      else if (late) findings.push(...unfinished(late))
      else if (!tried.test(output)) findings.push(`could not be run: ${output.slice(-200).trim()}`)
    }
    return findings
  },
}

const WAPITI_MODULES =
  'xss,sql,file,redirect,csp,http_headers,cookieflags,backup,crlf,exec,permanentxss,methods'
/** Asked for by wapiti and heeded by no browser: an auditor that is gone, and HSTS over plain HTTP. */
const OBSOLETE = /X-XSS-Protection|Strict-Transport-Security/

const WAPITI: Judge = {
  name: 'wapiti',
  program: 'wapiti',
  looks: 'XSS, traversal, redirects, CRLF, headers, policy',
  async run({ url, doors }, { folder, quick }) {
    const report = join(folder, `wapiti-${new URL(url).port}.json`)
    const seconds = quick ? 40 : 150
    const { output, late } = await runFor(seconds + 60, 'wapiti', [
      ...['-u', `${url}/`, '--scope', 'folder', '-m', WAPITI_MODULES, '--flush-session'],
      ...doors.flatMap((door) => ['-s', door]),
      ...['-f', 'json', '-o', report, '--no-bugreport', '--max-scan-time', String(seconds)],
      ...['--store-session', join(folder, 'wapiti'), '-t', '5'],
    ])
    if (late) return unfinished(late)
    let found: Record<string, { info: string; path: string }[]>
    try {
      const { vulnerabilities, anomalies } = JSON.parse(readFileSync(report, 'utf8'))
      found = { ...vulnerabilities, ...anomalies }
    } catch {
      return [`could not be run: ${output.slice(-200).trim()}`]
    }
    return Object.entries(found).flatMap(([kind, items]) =>
      items
        .filter(({ info }) => !OBSOLETE.test(info))
        .map(({ info, path }) => `${kind}: ${info} ${path}`),
    )
  },
}

const SLOW: Judge = {
  name: 'slowhttptest',
  program: 'slowhttptest',
  looks: 'a service that slow clients can take',
  async run({ url }, { quick }) {
    const findings: string[] = []
    for (const kind of quick ? ['-H'] : ['-H', '-B']) {
      // Slower than the limits of the console, over more connections than a small server has.
      const load = [
        '-c',
        '300',
        '-i',
        '10',
        '-r',
        '150',
        '-l',
        '20',
        '-p',
        '3',
        '-t',
        kind === '-B' ? 'POST' : 'GET',
      ]
      const { output } = await runFor(60, 'slowhttptest', [
        kind,
        ...load,
        '-u',
        `${url}/`,
        '-x',
        '24',
      ])
      const verdicts = [
        ...stripVTControlCharacters(output).matchAll(/service available:\s*(YES|NO)/g),
      ]
      if (verdicts.length === 0) findings.push(`could not be run: ${output.slice(-200).trim()}`)
      else if (verdicts.some(([, verdict]) => verdict === 'NO'))
        findings.push(`not available under ${kind}`)
    }
    return findings
  },
}

function unfinished(late: boolean): string[] {
  return late ? ['did not come to an end in its time'] : []
}

/** The judges that Debian brings. */
export const TOOLS: readonly Judge[] = [FFUF, SQLMAP, WAPITI, SLOW]
