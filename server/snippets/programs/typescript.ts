import { javascriptString, treeLiteral } from '../literals.ts'
import {
  bodyOf,
  CREDENTIALS_NEEDED,
  pushUrl,
  type SnippetCall,
  TOKEN_MALFORMED,
  tokenUrl,
} from '../snippet-call.ts'

const DIALECT = { text: javascriptString, key: (key: string) => key, step: '  ' }

/** Returns a TypeScript program that uses only fetch. */
export function typescriptProgram(call: SnippetCall): string {
  return `import process from 'node:process';

type Answer = {
  code?: unknown;
  msg?: string;
  tenant_access_token?: string;
  error?: { log_id?: string };
};

const deadline = AbortSignal.timeout(30_000);

function end(status: number, text: string): never {
  console[status === 0 ? 'log' : 'error'](\`push_follow_up \${text}\`);
  process.exit(status);
}

async function post(url: string, body: object, token?: string) {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      ...(token ? { Authorization: \`Bearer \${token}\` } : {}),
    },
    body: JSON.stringify(body),
    redirect: 'manual',
    signal: deadline,
  });
  // HTML, an empty and a cut body have no code.
  const answer = (await response.json().catch(() => null)) as Answer | null;
  const code = answer?.code;
  const result = Number.isInteger(code) ? \`code \${code}, msg \${answer?.msg}\` : 'no JSON with a code';
  const logId = response.headers.get('x-tt-logid') ?? answer?.error?.log_id ?? '-';
  const line = \`HTTP \${response.status}, \${result}, log id \${logId}\`;
  return { code, line, token: answer?.tenant_access_token ?? '' };
}

function reasonOf({ name, message, cause }: Error) {
  if (name === 'TimeoutError') return 'no response within 30 s';
  return cause instanceof Error ? \`\${message}: \${cause.message || Object(cause).code}\` : message;
}

async function getToken(): Promise<string> {
  const { FEISHU_APP_ID: app_id, FEISHU_APP_SECRET: app_secret } = process.env;
  if (!app_id || !app_secret) end(2, ${javascriptString(`not sent: ${CREDENTIALS_NEEDED}`)});
  const { code, line, token } = await post(
    ${javascriptString(tokenUrl(call))},
    { app_id, app_secret },
  ).catch((error) => end(3, \`not sent: no token: \${reasonOf(error)}\`));
  if (code !== 0) end(3, \`not sent: no token: \${line}\`);
  return token;
}

const given = process.env.FEISHU_TENANT_ACCESS_TOKEN?.trim() ?? '';
if (/[^!-~]/.test(given)) end(2, ${javascriptString(`not sent: ${TOKEN_MALFORMED}`)});
const token = given || (await getToken());
const { code, line } = await post(
  ${javascriptString(pushUrl(call))},
  ${treeLiteral(bodyOf(call), DIALECT, '  ')},
  token,
).catch((error) => {
  const unsent = /REFUSED|NOTFOUND|EAI_AGAIN|UNREACH|CONNECT_TIMEOUT/.test(error.cause?.code);
  return unsent
    ? end(3, \`not sent: \${reasonOf(error)}\`)
    : end(4, \`unknown, the bubbles may be there: \${reasonOf(error)}\`);
});
if (code === 0) end(0, \`succeeded: \${line}\`);
if (code === 230008 && process.env.FOLLOW_UP_REPEAT === '1') end(0, \`already there: \${line}\`);
if (!Number.isInteger(code)) end(4, \`unknown, the bubbles may be there: \${line}\`);
end(1, \`rejected: \${line}\`);
`
}
