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
      en: 'Any curl and any POSIX shell: paste it into a terminal or save it. In Windows, use WSL or Git Bash.',
      zh: '任意版本的 curl 与 POSIX shell 均可：粘贴到终端，或存为文件。Windows 请用 WSL 或 Git Bash。',
    },
    environment: [APP, TOKEN],
  },
  go: {
    name: 'Go SDK',
    language: 'go',
    file_name: 'main.go',
    run: 'go mod init push-follow-up && go get github.com/larksuite/oapi-sdk-go/v3@latest && go run .',
    note: {
      en: 'oapi-sdk-go v3.5.3 or newer. The SDK leaves out an empty i18n_contents.',
      zh: '需要 oapi-sdk-go v3.5.3 或更新版本。SDK 会省略空的 i18n_contents。',
    },
    environment: [APP],
  },
  python: {
    name: 'Python SDK',
    language: 'python',
    file_name: 'push_follow_up.py',
    run: 'pip install -U lark-oapi && python3 push_follow_up.py',
    note: {
      en: 'lark-oapi 1.3.5 or newer, Python 3.7 or newer. At log level DEBUG the SDK prints the secret and the token, so the program sets ERROR.',
      zh: '需要 lark-oapi 1.3.5 或更新版本、Python 3.7 或更新版本。日志级别为 DEBUG 时 SDK 会打印密钥和令牌，因此程序设为 ERROR。',
    },
    environment: [APP],
  },
  java: {
    name: 'Java SDK',
    language: 'java',
    file_name: 'PushFollowUp.java',
    run: 'jbang PushFollowUp.java',
    note: {
      en: 'com.larksuite.oapi:oapi-sdk 2.3.6 or newer, Java 8 or newer. Without JBang, put the file into a Maven or Gradle project with that dependency. Texts are written in ASCII, because javac up to 17 reads files in the encoding of the system.',
      zh: '需要 com.larksuite.oapi:oapi-sdk 2.3.6 或更新版本、Java 8 或更新版本。不用 JBang 时，请把文件放进带有该依赖的 Maven 或 Gradle 项目。文字以 ASCII 转义书写，因为 17 及以下的 javac 按系统编码读取文件。',
    },
    environment: [APP],
  },
  node: {
    name: 'Node SDK',
    language: 'javascript',
    file_name: 'push-follow-up.mjs',
    run: 'npm install @larksuiteoapi/node-sdk && node push-follow-up.mjs',
    note: {
      en: '@larksuiteoapi/node-sdk 1.73.2 or newer, Node 18 or newer; older SDKs fail on a base URL with a port. The SDK hands out the log id of failed calls only.',
      zh: '需要 @larksuiteoapi/node-sdk 1.73.2 或更新版本、Node 18 或更新版本；更旧的 SDK 遇到带端口的基础地址会出错。SDK 只在调用失败时给出 log id。',
    },
    environment: [APP],
  },
  csharp: {
    name: 'C# RestSharp',
    language: 'csharp',
    file_name: 'PushFollowUp.cs',
    run: 'dotnet new console -o push-follow-up && cp PushFollowUp.cs push-follow-up/Program.cs && cd push-follow-up && dotnet add package RestSharp && dotnet run',
    note: {
      en: 'RestSharp 107 or newer, which replaced the calls of the old one; .NET 6 or newer.',
      zh: '需要 RestSharp 107 或更新版本（旧版的接口已被替换）、.NET 6 或更新版本。',
    },
    environment: [APP, TOKEN],
  },
  php: {
    name: 'PHP Guzzle',
    language: 'php',
    file_name: 'push-follow-up.php',
    run: 'composer require guzzlehttp/guzzle && php push-follow-up.php',
    note: {
      en: 'Guzzle 7, PHP 7.4 or newer. On Debian, php-guzzlehttp-guzzle does without Composer.',
      zh: '需要 Guzzle 7、PHP 7.4 或更新版本。在 Debian 上装 php-guzzlehttp-guzzle 即可，不需要 Composer。',
    },
    environment: [APP, TOKEN],
  },
  http: {
    name: '.http',
    language: 'http',
    file_name: 'push-follow-up.http',
    run: {
      en: 'Open it in VS Code with REST Client or httpYac, and press “Send Request” above the first line.',
      zh: '在装有 REST Client 或 httpYac 的 VS Code 中打开，点击首行上方的“Send Request”。',
    },
    note: {
      en: 'REST Client reads variables of the environment that VS Code was started in. In JetBrains IDEs, write {{$env.FEISHU_TENANT_ACCESS_TOKEN}} instead.',
      zh: 'REST Client 读取启动 VS Code 时的环境变量。在 JetBrains IDE 中请改写为 {{$env.FEISHU_TENANT_ACCESS_TOKEN}}。',
    },
    environment: [TOKEN],
  },
  typescript: {
    name: 'TypeScript fetch',
    language: 'typescript',
    file_name: 'push-follow-up.mts',
    run: 'node push-follow-up.mts',
    note: {
      en: 'Nothing to install. Node 22.18 or newer runs it as it is; Node 22.6 to 22.17 needs --experimental-strip-types. Deno and Bun run it too.',
      zh: '不需要安装任何包。Node 22.18 或更新版本可直接运行；22.6 至 22.17 需加 --experimental-strip-types。Deno 和 Bun 也能运行。',
    },
    environment: [APP, TOKEN],
  },
  'python-requests': {
    name: 'Python requests',
    language: 'python',
    file_name: 'push_follow_up.py',
    run: 'pip install requests && python3 push_follow_up.py',
    note: {
      en: 'Any requests 2, Python 3.6 or newer.',
      zh: 'requests 2 的任意版本，Python 3.6 或更新版本。',
    },
    environment: [APP, TOKEN],
  },
  'python-httpx': {
    name: 'Python httpx',
    language: 'python',
    file_name: 'push_follow_up.py',
    run: 'pip install httpx && python3 push_follow_up.py',
    note: {
      en: 'httpx 0.20 or newer, Python 3.7 or newer.',
      zh: 'httpx 0.20 或更新版本，Python 3.7 或更新版本。',
    },
    environment: [APP, TOKEN],
  },
  'lark-cli': {
    name: 'lark-cli',
    language: 'shell',
    file_name: 'push-follow-up.sh',
    run: 'npm install -g @larksuite/cli && sh push-follow-up.sh',
    note: {
      en: 'The raw call of @larksuite/cli 1. It reaches open.feishu.cn and open.larksuite.com only.',
      zh: '@larksuite/cli 1 的原始调用方式，只能访问 open.feishu.cn 和 open.larksuite.com。',
    },
    environment: [APP],
  },
  json: {
    name: 'JSON',
    language: 'json',
    file_name: 'push-follow-up.json',
    run: {
      en: 'The request body alone, for any client that reads one from a file.',
      zh: '仅请求体，供任何能从文件读取请求体的客户端使用。',
    },
    note: {
      en: 'Holds neither the message_id nor a credential.',
      zh: '不含 message_id，也不含任何凭证。',
    },
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
