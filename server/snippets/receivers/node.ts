import { javascriptString, treeLiteral } from '../literals.ts'
import { FEISHU_BASE_URL, pushesOf, type SnippetCall } from '../snippet-call.ts'

/** Only the ID of the message may need quotes. */
const DIALECT = {
  text: javascriptString,
  key: (key: string) => (key.startsWith('om_') ? javascriptString(key) : key),
  step: '  ',
}

const IMPORTS = [
  "import { createServer } from 'node:http';",
  "import * as lark from '@larksuiteoapi/node-sdk';",
]

/** Returns an ES module that receives clicks with @larksuiteoapi/node-sdk. */
export function nodeReceiver(call: SnippetCall): string {
  const { base_url } = call
  const domain = base_url === FEISHU_BASE_URL ? '' : `\n  domain: ${javascriptString(base_url)},`
  return `${IMPORTS.join('\n')}

// The bubbles under each message. A bot adds its other pushes here.
const pushes = ${treeLiteral(pushesOf(call), DIALECT)};
const used = new Set();

const env = process.env;
// How long after the bot's message a text counts as a click; 0 is for ever.
const limitSeconds = Number(env.FOLLOW_UP_CLICK_LIMIT_SECONDS ?? 0);
if (!env.FEISHU_APP_ID || !env.FEISHU_APP_SECRET) {
  console.error('set FEISHU_APP_ID and FEISHU_APP_SECRET');
  process.exit(2);
}

const app = {
  appId: env.FEISHU_APP_ID,
  appSecret: env.FEISHU_APP_SECRET,${domain}
  // The SDK's own log of an error would show the secret and the token.
  logger: { error() {}, warn() {}, info() {}, debug() {}, trace() {} },
};
lark.defaultHttpInstance.defaults.timeout = 2_500;
const client = new lark.Client(app);
const dispatcher = new lark.EventDispatcher({
  encryptKey: env.FEISHU_ENCRYPT_KEY,
  verificationToken: env.FEISHU_VERIFICATION_TOKEN,
  logger: app.logger,
}).register({ 'im.message.receive_v1': receive });

/** Returns the chat's messages up to a moment, newest first. */
async function listMessages({ chat_id, create_time }) {
  const { code, msg, data } = await client.im.v1.message.list({
    params: {
      container_id_type: 'chat',
      container_id: chat_id,
      end_time: String(Math.floor(Number(create_time) / 1000) + 1),
      sort_type: 'ByCreateTimeDesc',
      page_size: 50,
    },
  });
  if (code !== 0) throw new Error(\`code \${code}, msg \${msg}\`);
  return data.items;
}

/** A click is a message of the user right after the bot's, with the text of a bubble. */
async function receive({ message, sender }) {
  if (message.chat_type !== 'p2p' || sender.sender_type !== 'user') return;
  const text = message.message_type === 'text' ? JSON.parse(message.content).text.trim() : null;
  const messages = await listMessages(message);
  const at = messages.findIndex(({ message_id }) => message_id === message.message_id);
  const target = at < 0 ? undefined : messages[at + 1];
  const bubbles = pushes[target?.message_id];
  const seconds = (message.create_time - target?.create_time) / 1000;
  const matches = (bubbles ?? []).flatMap(({ content, i18n_contents = [] }, index) =>
    [{ content, language: 'default' }, ...i18n_contents]
      .filter((one) => one.content.trim() === text)
      .map(({ language }) => \`bubble \${index + 1} (\${language})\`),
  );
  const { message_id } = message;
  if (!bubbles) console.log(\`no click: \${message_id} does not follow a push\`);
  else if (matches.length === 0) console.log(\`no click: \${message_id} has another text\`);
  else if (limitSeconds > 0 && seconds > limitSeconds) {
    console.log(\`no click: \${message_id} came after \${limitSeconds} s\`);
  } else if (used.has(target.message_id)) console.log(\`no click: \${message_id} is a repeat\`);
  else {
    used.add(target.message_id);
    const who = \`by \${sender.sender_id.open_id} under \${target.message_id}\`;
    console.log(\`click (typed by hand looks the same): \${matches.join(', ')} \${who}: \${text}\`);
  }
}

if (env.FEISHU_ENCRYPT_KEY) {
  const handle = lark.adaptDefault('/', dispatcher, { autoChallenge: true });
  const { PORT = '3000' } = env;
  createServer((request, response) => {
    handle(request, response).catch((error) => {
      // The platform sends the event again.
      console.error(error.message);
      response.writeHead(500).end();
    });
  }).listen(Number(PORT), () => console.log(\`receiving on port \${PORT}\`));
} else {
  await new lark.WSClient(app).start({ eventDispatcher: dispatcher });
  console.log('receiving by long connection');
}
`
}
