/** The effect of a curl option on the request. */
type CurlOptionMeaning =
  | 'data'
  | 'json'
  | 'header'
  | 'method'
  | 'url'
  | 'get'
  | 'secret'
  | 'url_encoded'
  | 'form'
  | 'file'
  | 'transport'
  | 'harmless'

type CurlOption = { meaning: CurlOptionMeaning; value: boolean }

/** The long options by effect: `name`, or `name=` if it takes a value. */
const LONG: Record<CurlOptionMeaning, string> = {
  data: 'data= data-raw= data-binary= data-ascii=',
  json: 'json=',
  header: 'header=',
  method: 'request=',
  url: 'url=',
  get: 'get head',
  secret: 'user= cookie= oauth2-bearer= proxy-user= cert= key= pass= netrc-file= aws-sigv4=',
  url_encoded: 'data-urlencode= url-query=',
  form: 'form= form-string=',
  file: 'upload-file= config= variable=',
  transport:
    'proxy= preproxy= socks5= socks5-hostname= socks4= resolve= connect-to= insecure unix-socket= interface= location retry= retry-all-errors request-target= path-as-is',
  harmless:
    'silent show-error include verbose fail fail-with-body fail-early compressed output= remote-name max-time= connect-timeout= write-out= user-agent= referer= http1.0 http1.1 http2 http2-prior-knowledge http3 globoff no-progress-meter progress-bar trace= trace-ascii= trace-time dump-header= stderr= no-buffer tlsv1 tlsv1.2 tlsv1.3 ssl-no-revoke retry-delay= retry-max-time= keepalive-time= cacert= capath= ipv4 ipv6 raw disable no-keepalive expect100-timeout= proto= styled-output no-styled-output',
}

const SHORT: Readonly<Record<string, string>> = {
  d: 'data',
  H: 'header',
  X: 'request',
  G: 'get',
  I: 'head',
  u: 'user',
  b: 'cookie',
  F: 'form',
  T: 'upload-file',
  K: 'config',
  x: 'proxy',
  k: 'insecure',
  L: 'location',
  s: 'silent',
  S: 'show-error',
  i: 'include',
  v: 'verbose',
  f: 'fail',
  o: 'output',
  O: 'remote-name',
  m: 'max-time',
  w: 'write-out',
  A: 'user-agent',
  e: 'referer',
  g: 'globoff',
  N: 'no-buffer',
  D: 'dump-header',
  '#': 'progress-bar',
  '0': 'http1.0',
  '1': 'tlsv1',
  '4': 'ipv4',
  '6': 'ipv6',
  q: 'disable',
  E: 'cert',
  U: 'proxy-user',
}

const OPTIONS = new Map<string, CurlOption>(
  Object.entries(LONG).flatMap(([meaning, names]) =>
    names
      .split(' ')
      .map((name): [string, CurlOption] => [
        name.replace('=', ''),
        { meaning: meaning as CurlOptionMeaning, value: name.endsWith('=') },
      ]),
  ),
)

/** Looks up a long option by its name without dashes; curl accepts `--no-` before a switch. */
export function longOption(name: string): CurlOption | undefined {
  return OPTIONS.get(name) ?? OPTIONS.get(name.replace(/^no-/, ''))
}

/** Looks up a short option by its letter. */
export function shortOption(letter: string): (CurlOption & { name: string }) | undefined {
  const name = Object.hasOwn(SHORT, letter) ? SHORT[letter] : undefined
  const option = name === undefined ? undefined : OPTIONS.get(name)
  return name !== undefined && option ? { ...option, name } : undefined
}
