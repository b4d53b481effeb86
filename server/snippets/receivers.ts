import type { Bilingual } from '#contract/locale'
import { CLIENT_VERSIONS, type SnippetClient } from './clients.ts'
import { csharpReceiver } from './receivers/csharp.ts'
import { goReceiver } from './receivers/go.ts'
import { javaReceiver } from './receivers/java.ts'
import { nodeReceiver } from './receivers/node.ts'
import { phpReceiver } from './receivers/php.ts'
import { pythonReceiver } from './receivers/python.ts'
import { typescriptReceiver } from './receivers/typescript.ts'
import { readCall, type SnippetCall } from './snippet-call.ts'

type ReceiverInfo = {
  file_name: string
  run: string
  /** How it receives. */
  note: Bilingual
  environment: readonly (readonly string[])[]
  program: (call: SnippetCall) => string
}

const APP = ['FEISHU_APP_ID', 'FEISHU_APP_SECRET'] as const
const WEBHOOK = {
  note: {
    en: 'Receives by webhook on PORT (default 3000).',
    zh: '通过 webhook 接收，端口为 PORT（默认 3000）。',
  },
  environment: [[...APP, 'FEISHU_ENCRYPT_KEY']],
} as const
const SDK = {
  note: {
    en: 'With FEISHU_ENCRYPT_KEY and FEISHU_VERIFICATION_TOKEN it receives by webhook on PORT (default 3000). Without them it opens a long connection, which takes events away from your other listeners.',
    zh: '设置 FEISHU_ENCRYPT_KEY 和 FEISHU_VERIFICATION_TOKEN 时通过 webhook 接收，端口为 PORT（默认 3000）。否则使用长连接，会分走你其他监听程序的事件。',
  },
  environment: [APP],
} as const

const go = `go mod init receive-click && go get github.com/larksuite/oapi-sdk-go/v3@${CLIENT_VERSIONS['oapi-sdk-go']}`
const csharp = 'dotnet new console -o receive-click && cp ReceiveClick.cs receive-click/Program.cs'

/** The clients that have a program to receive a click, with how it runs. */
export const RECEIVERS = {
  node: {
    file_name: 'receive-click.mjs',
    run: `npm install @larksuiteoapi/node-sdk@${CLIENT_VERSIONS['node-sdk']} && node receive-click.mjs`,
    ...SDK,
    program: nodeReceiver,
  },
  python: {
    file_name: 'receive_click.py',
    run: `pip install lark-oapi==${CLIENT_VERSIONS['lark-oapi']} && python3 receive_click.py`,
    ...SDK,
    program: pythonReceiver,
  },
  go: {
    file_name: 'main.go',
    run: `${go} && go mod tidy && go run .`,
    ...SDK,
    program: goReceiver,
  },
  java: {
    file_name: 'ReceiveClick.java',
    run: 'jbang ReceiveClick.java',
    ...SDK,
    program: javaReceiver,
  },
  php: {
    file_name: 'receive-click.php',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell fills it in
    run: 'composer require guzzlehttp/guzzle && php -S 0.0.0.0:${PORT:-3000} receive-click.php',
    ...WEBHOOK,
    program: phpReceiver,
  },
  csharp: {
    file_name: 'ReceiveClick.cs',
    run: `${csharp} && cd receive-click && dotnet add package RestSharp && dotnet run`,
    ...WEBHOOK,
    program: csharpReceiver,
  },
  typescript: {
    file_name: 'receive-click.mts',
    run: 'node receive-click.mts',
    ...WEBHOOK,
    program: typescriptReceiver,
  },
} as const satisfies Partial<Record<SnippetClient, ReceiverInfo>>

export type ReceiverClient = keyof typeof RECEIVERS

/** What every receiver does, for the page. */
export const RECEIVER_NOTE: Bilingual = {
  en: 'A click is the user’s next message after yours, with the text of a bubble; typed text looks the same. Needs the event im.message.receive_v1 and the scopes im:message.p2p_msg:readonly and im:message:readonly. FOLLOW_UP_CLICK_LIMIT_SECONDS sets a time limit (default: none).',
  zh: '用户紧接着你的消息发出、且与某个气泡文字相同的消息算作点击；手动输入的相同文字无法区分。需要订阅事件 im.message.receive_v1，并开通权限 im:message.p2p_msg:readonly 和 im:message:readonly。FOLLOW_UP_CLICK_LIMIT_SECONDS 可设置时限（默认不限）。',
}

export function isReceiverClient(client: SnippetClient): client is ReceiverClient {
  return Object.hasOwn(RECEIVERS, client)
}

/** Returns the entry of a client, without the narrow types of the table. */
export function receiverInfo(client: ReceiverClient): ReceiverInfo {
  return RECEIVERS[client]
}

/**
 * Returns a complete program that receives events, recognizes clicks on the bubbles of a call and
 * prints them. It receives by webhook on `PORT` (3000), those of the SDKs by long connection if
 * there is no `FEISHU_ENCRYPT_KEY`.
 * @throws {SnippetError} if the call is invalid
 * @see https://open.feishu.cn/document/server-docs/im-v1/message/events/receive
 */
export function receiverProgram(client: ReceiverClient, call: SnippetCall): string {
  return RECEIVERS[client].program(readCall(call))
}
