import { javascriptString, treeLiteral } from '../literals.ts'
import { bodyOf, pushUrl, type SnippetCall, tokenUrl } from '../snippet-call.ts'

const DIALECT = { text: javascriptString, key: (key: string) => key, step: '  ' }

/** Returns a TypeScript program that uses only fetch. */
export function typescriptProgram(call: SnippetCall): string {
  return `import process from 'node:process';

async function post(url: string, body: object, token?: string) {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      ...(token ? { Authorization: \`Bearer \${token}\` } : {}),
    },
    body: JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.timeout(30_000),
  });
  const text = await response.text();
  const logId = response.headers.get('x-tt-logid') ?? '-';
  const where = \`HTTP \${response.status}, log id \${logId}\`;
  let answer: { code?: number; msg?: string; tenant_access_token?: string } | null;
  try {
    answer = JSON.parse(text);
  } catch {
    throw new Error(\`not JSON, \${where}\`);
  }
  if (!response.ok || answer?.code !== 0) {
    throw new Error(\`code \${answer?.code}, msg \${answer?.msg}, \${where}\`);
  }
  return { ...answer, logId };
}

async function getToken() {
  const { FEISHU_APP_ID: app_id, FEISHU_APP_SECRET: app_secret } = process.env;
  if (!app_id || !app_secret) {
    throw new Error('set FEISHU_APP_ID and FEISHU_APP_SECRET, or FEISHU_TENANT_ACCESS_TOKEN');
  }
  const answer = await post(
    ${javascriptString(tokenUrl(call))},
    { app_id, app_secret },
  );
  return answer.tenant_access_token;
}

try {
  const token = process.env.FEISHU_TENANT_ACCESS_TOKEN || (await getToken());
  const { logId } = await post(
    ${javascriptString(pushUrl(call))},
    ${treeLiteral(bodyOf(call), DIALECT, '    ')},
    token,
  );
  console.log(\`push_follow_up succeeded, log id \${logId}\`);
} catch (error) {
  const { message, cause } = error as Error;
  console.error(\`push_follow_up failed: \${message}\`, cause instanceof Error ? cause.message : '');
  process.exitCode = 1;
}
`
}
