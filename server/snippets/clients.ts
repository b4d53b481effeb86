import type { Bilingual } from '#contract/locale'

/** The languages of the syntax highlighter. */
export type SnippetLanguage =
  | 'shell'
  | 'go'
  | 'python'
  | 'java'
  | 'javascript'
  | 'typescript'
  | 'csharp'
  | 'php'
  | 'http'
  | 'json'

type ClientInfo = {
  name: string
  language: SnippetLanguage
  file_name: string
  /** The command that installs the client and runs the program, or a sentence if there is none. */
  run: string | Bilingual
  /** The supported versions and their pitfalls. */
  note: Bilingual
  /** The environment variables it reads; each entry is one alternative set. */
  environment: readonly (readonly string[])[]
}

/** The releases that the commands below install, and that `npm run snippets` runs the programs with. */
export const CLIENT_VERSIONS = {
  'oapi-sdk-go': 'v3.5.3',
  'lark-oapi': '1.7.5',
  'oapi-sdk': '2.5.3',
  'node-sdk': '1.74.0',
  requests: '2.34.2',
  httpx: '0.28.1',
} as const

const APP = ['FEISHU_APP_ID', 'FEISHU_APP_SECRET'] as const
const TOKEN = ['FEISHU_TENANT_ACCESS_TOKEN'] as const

/** The supported clients, first the seven of the platform's own samples. */
export const SNIPPET_CLIENTS = {
  curl: {
    name: 'curl',
    language: 'shell',
    file_name: 'push-follow-up.sh',
    run: 'sh push-follow-up.sh',
    note: {
      en: 'Prints the response: read its code. The exit code is curl’s own. On Windows, use WSL or Git Bash.',
      zh: '打印响应，是否成功请看其中的 code；退出码是 curl 自己的。Windows 请用 WSL 或 Git Bash。',
    },
    environment: [TOKEN],
  },
  'curl-script': {
    name: 'curl script',
    language: 'shell',
    file_name: 'push-follow-up.sh',
    run: 'sh push-follow-up.sh',
    note: {
      en: 'Any curl in any POSIX shell: paste it or save it. On Windows, use WSL or Git Bash.',
      zh: '任意版本的 curl 和 POSIX shell：粘贴到终端或存为文件。Windows 请用 WSL 或 Git Bash。',
    },
    environment: [TOKEN, APP],
  },
  go: {
    name: 'Go SDK',
    language: 'go',
    file_name: 'main.go',
    run: `go mod init push-follow-up && go get github.com/larksuite/oapi-sdk-go/v3@${CLIENT_VERSIONS['oapi-sdk-go']} && go mod tidy && go run .`,
    note: {
      en: 'oapi-sdk-go v3.5.3 or newer. The SDK omits an empty i18n_contents.',
      zh: '需要 oapi-sdk-go v3.5.3 或更新版本。SDK 会省略空的 i18n_contents。',
    },
    environment: [TOKEN, APP],
  },
  python: {
    name: 'Python SDK',
    language: 'python',
    file_name: 'push_follow_up.py',
    run: `pip install lark-oapi==${CLIENT_VERSIONS['lark-oapi']} && python3 push_follow_up.py`,
    note: {
      en: 'lark-oapi 1.3.5 or newer, Python 3.7 or newer. Since 1.7 the base URL cannot have a path.',
      zh: '需要 lark-oapi 1.3.5 或更新版本、Python 3.7 或更新版本。1.7 起 base_url 不能带路径。',
    },
    environment: [TOKEN, APP],
  },
  java: {
    name: 'Java SDK',
    language: 'java',
    file_name: 'PushFollowUp.java',
    run: 'jbang PushFollowUp.java',
    note: {
      en: 'com.larksuite.oapi:oapi-sdk 2.4.0 or newer, Java 8 or newer. Without JBang, use a Maven or Gradle project with that dependency. Texts are in ASCII, as javac up to 17 reads files in the system encoding.',
      zh: '需要 com.larksuite.oapi:oapi-sdk 2.4.0 或更新版本、Java 8 或更新版本。不用 JBang 时，请放入带有该依赖的 Maven 或 Gradle 项目。文字使用 ASCII 转义，因为 17 及以下的 javac 按系统编码读取文件。',
    },
    environment: [TOKEN, APP],
  },
  node: {
    name: 'Node SDK',
    language: 'javascript',
    file_name: 'push-follow-up.mjs',
    run: `npm install @larksuiteoapi/node-sdk@${CLIENT_VERSIONS['node-sdk']} && node push-follow-up.mjs`,
    note: {
      en: '@larksuiteoapi/node-sdk 1.73.2 or newer, Node 18 or newer. Older SDKs fail on a base URL with a port.',
      zh: '需要 @larksuiteoapi/node-sdk 1.73.2 或更新版本、Node 18 或更新版本。更旧的 SDK 不支持带端口的 base_url。',
    },
    environment: [TOKEN, APP],
  },
  csharp: {
    name: 'C# RestSharp',
    language: 'csharp',
    file_name: 'PushFollowUp.cs',
    run: 'dotnet new console -o push-follow-up && cp PushFollowUp.cs push-follow-up/Program.cs && cd push-follow-up && dotnet add package RestSharp && dotnet run',
    note: {
      en: 'RestSharp 107 or newer (its API changed), .NET 6 or newer.',
      zh: '需要 RestSharp 107 或更新版本（接口与旧版不同）、.NET 6 或更新版本。',
    },
    environment: [TOKEN, APP],
  },
  php: {
    name: 'PHP Guzzle',
    language: 'php',
    file_name: 'push-follow-up.php',
    run: 'composer require guzzlehttp/guzzle && php push-follow-up.php',
    note: {
      en: 'Guzzle 7, PHP 7.4 or newer. On Debian, install php-guzzlehttp-guzzle instead of using Composer.',
      zh: '需要 Guzzle 7、PHP 7.4 或更新版本。在 Debian 上可安装 php-guzzlehttp-guzzle，无需 Composer。',
    },
    environment: [TOKEN, APP],
  },
  http: {
    name: '.http',
    language: 'http',
    file_name: 'push-follow-up.http',
    run: {
      en: 'Open it in VS Code with REST Client or httpYac, and click “Send Request” above the first line.',
      zh: '在装有 REST Client 或 httpYac 的 VS Code 中打开，点击首行上方的“Send Request”。',
    },
    note: {
      en: 'Has no exit code; set a timeout in the editor. REST Client reads the environment in which VS Code was started. In JetBrains IDEs, use {{$env.FEISHU_TENANT_ACCESS_TOKEN}} instead.',
      zh: '没有退出码，超时请在编辑器中设置。REST Client 读取启动 VS Code 时的环境变量。在 JetBrains IDE 中请改为 {{$env.FEISHU_TENANT_ACCESS_TOKEN}}。',
    },
    environment: [TOKEN],
  },
  typescript: {
    name: 'TypeScript fetch',
    language: 'typescript',
    file_name: 'push-follow-up.mts',
    run: 'node push-follow-up.mts',
    note: {
      en: 'No packages needed. Node 22.18 or newer; Node 22.6 to 22.17 needs --experimental-strip-types. Deno and Bun work too.',
      zh: '无需安装依赖。Node 22.18 或更新版本可直接运行，22.6 至 22.17 需加 --experimental-strip-types，也支持 Deno 和 Bun。',
    },
    environment: [TOKEN, APP],
  },
  'python-requests': {
    name: 'Python requests',
    language: 'python',
    file_name: 'push_follow_up.py',
    run: `pip install requests==${CLIENT_VERSIONS.requests} && python3 push_follow_up.py`,
    note: {
      en: 'Any requests 2, Python 3.6 or newer.',
      zh: 'requests 2 的任意版本，Python 3.6 或更新版本。',
    },
    environment: [TOKEN, APP],
  },
  'python-httpx': {
    name: 'Python httpx',
    language: 'python',
    file_name: 'push_follow_up.py',
    run: `pip install httpx==${CLIENT_VERSIONS.httpx} && python3 push_follow_up.py`,
    note: {
      en: 'httpx 0.20 or newer, Python 3.7 or newer.',
      zh: 'httpx 0.20 或更新版本，Python 3.7 或更新版本。',
    },
    environment: [TOKEN, APP],
  },
  'lark-cli': {
    name: 'lark-cli',
    language: 'shell',
    file_name: 'push-follow-up.sh',
    run: 'npm install -g @larksuite/cli && sh push-follow-up.sh',
    note: {
      en: 'Uses the raw call of @larksuite/cli 1, which finds out less about a lost response. Supports only open.feishu.cn and open.larksuite.com.',
      zh: '使用 @larksuite/cli 1 的原始调用，对响应丢失的判断较粗略。仅支持 open.feishu.cn 和 open.larksuite.com。',
    },
    environment: [TOKEN, APP],
  },
  json: {
    name: 'JSON',
    language: 'json',
    file_name: 'push-follow-up.json',
    run: {
      en: 'The request body only, for clients that read it from a file.',
      zh: '仅请求体，供从文件读取请求体的客户端使用。',
    },
    note: { en: 'Contains no message_id and no credentials.', zh: '不含 message_id 和凭证。' },
    environment: [],
  },
} as const satisfies Record<string, ClientInfo>

export type SnippetClient = keyof typeof SNIPPET_CLIENTS

export function isSnippetClient(value: unknown): value is SnippetClient {
  return typeof value === 'string' && Object.hasOwn(SNIPPET_CLIENTS, value)
}

/** Returns the entry of a client, without the narrow types of the table. */
export function clientInfo(client: SnippetClient): ClientInfo {
  return SNIPPET_CLIENTS[client]
}
