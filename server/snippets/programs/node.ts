import { javascriptString, treeLiteral } from '../literals.ts'
import { bodyOf, FEISHU_BASE_URL, type SnippetCall } from '../snippet-call.ts'

const DIALECT = { text: javascriptString, key: (key: string) => key, step: '  ' }

/** Returns an ES module that uses @larksuiteoapi/node-sdk. */
export function nodeProgram(call: SnippetCall): string {
  const { message_id, base_url } = call
  const domain = base_url === FEISHU_BASE_URL ? '' : `\n  domain: ${javascriptString(base_url)},`
  return `import * as lark from '@larksuiteoapi/node-sdk';

const { FEISHU_APP_ID: appId, FEISHU_APP_SECRET: appSecret } = process.env;
if (!appId || !appSecret) {
  console.error('push_follow_up failed: set FEISHU_APP_ID and FEISHU_APP_SECRET');
  process.exit(1);
}

const client = new lark.Client({
  appId,
  appSecret,${domain}
  // The SDK's own log of an error would show the secret and the token.
  logger: { error() {}, warn() {}, info() {}, debug() {}, trace() {} },
});

// A 2xx answer comes as its body; any other one is thrown, with its status and headers.
try {
  const answer = await client.im.v1.message.pushFollowUp({
    path: { message_id: ${javascriptString(message_id)} },
    data: ${treeLiteral(bodyOf(call), DIALECT, '    ')},
  });
  if (answer?.code === 0) console.log('push_follow_up succeeded');
  else fail(200, answer);
} catch (error) {
  if (error.response) {
    const { status, data, headers } = error.response;
    fail(status, data, headers['x-tt-logid']);
  } else {
    console.error(\`push_follow_up failed: \${error.message}\`);
    process.exitCode = 1;
  }
}

function fail(status, answer, logId = answer?.error?.log_id) {
  const { code = '-', msg = 'not JSON' } = answer || {};
  console.error(
    \`push_follow_up failed: HTTP \${status}, code \${code}, msg \${msg}, log id \${logId ?? '-'}\`,
  );
  process.exitCode = 1;
}
`
}
