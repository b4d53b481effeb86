import { javascriptString, treeLiteral } from '../literals.ts'
import { pushesOf, type SnippetCall } from '../snippet-call.ts'

/** Only the ID of the message may need quotes. */
const DIALECT = {
  text: javascriptString,
  key: (key: string) => (key.startsWith('om_') ? javascriptString(key) : key),
  step: '  ',
}

const IMPORTS = [
  "import { createDecipheriv, createHash } from 'node:crypto';",
  "import { createServer } from 'node:http';",
  "import process from 'node:process';",
]

/** Returns a TypeScript program that receives clicks by webhook with Node’s own modules. */
export function typescriptReceiver(call: SnippetCall): string {
  return `${IMPORTS.join('\n')}

type Text = { content: string; language?: string };
type Bubble = Text & { i18n_contents?: Text[] };
type Message = { message_id: string; create_time: string; chat_id: string };
type Received = {
  sender: { sender_type: string; sender_id: { open_id: string } };
  message: Message & { chat_type: string; message_type: string; content: string };
};

// The bubbles under each message. A bot adds its other pushes here.
const pushes: Record<string, Bubble[]> = ${treeLiteral(pushesOf(call), DIALECT)};
const used = new Set<string>();

const { FEISHU_APP_ID, FEISHU_APP_SECRET, FEISHU_ENCRYPT_KEY = '', PORT = '3000' } = process.env;
// How long after the bot's message a text counts as a click; 0 is for ever.
const limitSeconds = Number(process.env.FOLLOW_UP_CLICK_LIMIT_SECONDS ?? 0);
if (!FEISHU_APP_ID || !FEISHU_APP_SECRET || !FEISHU_ENCRYPT_KEY) {
  console.error('set FEISHU_APP_ID, FEISHU_APP_SECRET and FEISHU_ENCRYPT_KEY');
  process.exit(2);
}

async function call(path: string, init: RequestInit) {
  const signal = AbortSignal.timeout(2_500);
  const response = await fetch(\`${call.base_url}/open-apis\${path}\`, { ...init, signal });
  const answer = (await response.json()) as {
    code: number;
    msg: string;
    tenant_access_token: string;
    data: { items: Message[] };
  };
  if (answer.code !== 0) throw new Error(\`\${path}: code \${answer.code}, msg \${answer.msg}\`);
  return answer;
}

/** Returns the chat's messages up to a moment, newest first. */
async function listMessages({ chat_id, create_time }: Message): Promise<Message[]> {
  const body = JSON.stringify({ app_id: FEISHU_APP_ID, app_secret: FEISHU_APP_SECRET });
  const headers = { 'Content-Type': 'application/json' };
  const path = '/auth/v3/tenant_access_token/internal';
  const { tenant_access_token } = await call(path, { method: 'POST', headers, body });
  const query = new URLSearchParams({
    container_id_type: 'chat',
    container_id: chat_id,
    end_time: String(Math.floor(Number(create_time) / 1000) + 1),
    sort_type: 'ByCreateTimeDesc',
    page_size: '50',
  });
  const Authorization = \`Bearer \${tenant_access_token}\`;
  return (await call(\`/im/v1/messages?\${query}\`, { headers: { Authorization } })).data.items;
}

/** A click is a message of the user right after the bot's, with the text of a bubble. */
async function receive({ message, sender }: Received) {
  if (message.chat_type !== 'p2p' || sender.sender_type !== 'user') return;
  const text = message.message_type === 'text' ? JSON.parse(message.content).text.trim() : null;
  const messages = await listMessages(message);
  const at = messages.findIndex(({ message_id }) => message_id === message.message_id);
  const target = at < 0 ? undefined : messages[at + 1];
  const bubbles = target && pushes[target.message_id];
  const seconds = target && (Number(message.create_time) - Number(target.create_time)) / 1000;
  const matches = (bubbles ?? []).flatMap(({ content, i18n_contents = [] }, index) =>
    [{ content, language: 'default' }, ...i18n_contents]
      .filter((one) => one.content.trim() === text)
      .map(({ language }) => \`bubble \${index + 1} (\${language})\`),
  );
  const { message_id } = message;
  if (!target || !bubbles) console.log(\`no click: \${message_id} does not follow a push\`);
  else if (matches.length === 0) console.log(\`no click: \${message_id} has another text\`);
  else if (limitSeconds > 0 && Number(seconds) > limitSeconds) {
    console.log(\`no click: \${message_id} came after \${limitSeconds} s\`);
  } else if (used.has(target.message_id)) console.log(\`no click: \${message_id} is a repeat\`);
  else {
    used.add(target.message_id);
    const who = \`by \${sender.sender_id.open_id} under \${target.message_id}\`;
    console.log(\`click (typed by hand looks the same): \${matches.join(', ')} \${who}: \${text}\`);
  }
}

createServer(async (request, response) => {
  try {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) {
      body += chunk;
      if (body.length > 1_000_000) throw new Error('the body is too large');
    }
    const bytes = Buffer.from(JSON.parse(body).encrypt, 'base64');
    const key = createHash('sha256').update(FEISHU_ENCRYPT_KEY).digest();
    const decipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(0, 16));
    const plain = Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]);
    const event = JSON.parse(plain.toString());
    if (event.type === 'url_verification') {
      response.end(JSON.stringify({ challenge: event.challenge }));
      return;
    }
    const header = (name: string) => String(request.headers[\`x-lark-\${name}\`]);
    const signed = header('request-timestamp') + header('request-nonce') + FEISHU_ENCRYPT_KEY + body;
    if (createHash('sha256').update(signed).digest('hex') !== header('signature')) {
      throw new Error('the signature is wrong');
    }
    if (event.header.event_type === 'im.message.receive_v1') await receive(event.event);
    response.end('{}');
  } catch (error) {
    // The platform sends the event again.
    console.error(String(error));
    response.writeHead(500).end();
  }
}).listen(Number(PORT), () => console.log(\`receiving on port \${PORT}\`));
`
}
