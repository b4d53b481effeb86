import { javascriptString, treeLiteral } from '../literals.ts'
import {
  bodyOf,
  CREDENTIALS_NEEDED,
  FEISHU_BASE_URL,
  type SnippetCall,
  TOKEN_MALFORMED,
} from '../snippet-call.ts'

const DIALECT = { text: javascriptString, key: (key: string) => key, step: '  ' }

/** Returns an ES module that uses @larksuiteoapi/node-sdk. */
export function nodeProgram(call: SnippetCall): string {
  const { message_id, base_url } = call
  const domain = base_url === FEISHU_BASE_URL ? '' : `\n  domain: ${javascriptString(base_url)},`
  return `import * as lark from '@larksuiteoapi/node-sdk';

const { FEISHU_APP_ID, FEISHU_APP_SECRET } = process.env;
const given = process.env.FEISHU_TENANT_ACCESS_TOKEN?.trim() ?? '';
if (/[^!-~]/.test(given)) end(2, ${javascriptString(`not sent: ${TOKEN_MALFORMED}`)});
if (!given && !(FEISHU_APP_ID && FEISHU_APP_SECRET)) {
  end(2, ${javascriptString(`not sent: ${CREDENTIALS_NEEDED}`)});
}

// The SDK has no deadline of its own, follows redirects, and drops status and log id of a response.
Object.assign(lark.defaultHttpInstance.defaults, {
  signal: AbortSignal.timeout(30_000),
  maxRedirects: 0,
  validateStatus: null,
  transformResponse: (text, headers, status) => read(text, headers, status),
});
const client = new lark.Client({
  // The SDK wants both even if it is given a token.
  appId: FEISHU_APP_ID || 'cli_unused',
  appSecret: FEISHU_APP_SECRET || 'unused',${domain}
  disableTokenCache: true,
  // The SDK's own log of an error would show the secret and the token.
  logger: { error() {}, warn() {}, info() {}, debug() {}, trace() {} },
});

const token = given || (await getToken());
const { code, line } = await client.im.v1.message
  .pushFollowUp(
    {
      path: { message_id: ${javascriptString(message_id)} },
      data: ${treeLiteral(bodyOf(call), DIALECT, '      ')},
    },
    lark.withTenantToken(token),
  )
  .catch((error) =>
    /REFUSED|NOTFOUND|EAI_AGAIN|UNREACH/.test(error.code)
      ? end(3, \`not sent: \${reasonOf(error)}\`)
      : end(4, \`unknown, the bubbles may be there: \${reasonOf(error)}\`),
  );
if (code === 0) end(0, \`succeeded: \${line}\`);
if (code === 230008 && process.env.FOLLOW_UP_REPEAT === '1') end(0, \`already there: \${line}\`);
if (!Number.isInteger(code)) end(4, \`unknown, the bubbles may be there: \${line}\`);
end(1, \`rejected: \${line}\`);

async function getToken() {
  const { code, line, token } = await client.auth.v3.tenantAccessToken
    .internal({ data: { app_id: FEISHU_APP_ID, app_secret: FEISHU_APP_SECRET } })
    .catch((error) => end(3, \`not sent: no token: \${reasonOf(error)}\`));
  return code === 0 ? token : end(3, \`not sent: no token: \${line}\`);
}

function read(text, headers, status) {
  let answer = null;
  try {
    answer = JSON.parse(text);
  } catch {
    // HTML, an empty and a cut body have no code.
  }
  const { code, msg, error, tenant_access_token: token } = answer ?? {};
  const result = Number.isInteger(code) ? \`code \${code}, msg \${msg}\` : 'no JSON with a code';
  const logId = headers?.['x-tt-logid'] ?? error?.log_id ?? '-';
  return { code, token, line: \`HTTP \${status}, \${result}, log id \${logId}\` };
}

function reasonOf({ code, message, request }) {
  if (code === 'ERR_CANCELED') return 'no response within 30 s';
  const cut = request?.res;
  return cut ? read('', cut.headers, cut.statusCode).line : message || code;
}

function end(status, text) {
  console[status === 0 ? 'log' : 'error'](\`push_follow_up \${text}\`);
  process.exit(status);
}
`
}
