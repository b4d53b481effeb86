import type { Bilingual } from '#contract/locale'

export type CommandName =
  | 'push'
  | 'validate'
  | 'snippet'
  | 'import'
  | 'explain'
  | 'connect'
  | 'clicks'
  | 'mcp'
  | 'emulator'
  | 'start'

const COMMON_OPTIONS: Bilingual = {
  en: `  --json        print JSON instead of text
  --lang zh|en  the language of the texts (default: LC_ALL, LC_MESSAGES, LANG)
  --help        this text`,
  zh: `  --json        输出 JSON
  --lang zh|en  文字的语言（默认取自 LC_ALL、LC_MESSAGES、LANG）
  --help        显示本说明`,
}

const EXIT_CODES: Bilingual = {
  en: `Exit codes: 0 success · 1 the platform rejected it (code other than 0) · 2 invalid usage or input ·
3 not sent (no connection, or no token) · 4 unknown (the response was lost; never repeated automatically) ·
10 not sent, confirm a production app · 70 a bug`,
  zh: `退出码：0 成功 · 1 平台拒绝（code 不为 0）· 2 用法或输入有误 ·
3 未发送（连接失败或无法获取 token）· 4 结果未知（响应丢失，不会自动重发）·
10 未发送，需确认生产应用 · 70 程序错误`,
}

export const MAIN_HELP: Bilingual = {
  en: `follow-up-console COMMAND [options]

  push      add bubbles to a message, once
  validate  check a file of bubbles without sending it
  snippet   print the call as code for a client
  import    read a call from curl, HTTP, HAR, JSON or code
  explain   say what an error code or a response means
  connect   connect an app of Feishu or Lark by scan
  clicks    hand the events of another listener over to a console
  mcp       serve tools to an agent, through a running console
  emulator  start the emulator of the platform
  start     start the console

Each command has its own --help. --version prints the version.

${EXIT_CODES.en}`,
  zh: `follow-up-console 命令 [选项]

  push      给一条消息发送气泡，只调用一次
  validate  检查气泡文件，不发送
  snippet   把调用导出为客户端代码
  import    从 curl、HTTP、HAR、JSON 或代码中读取调用
  explain   解释错误码或平台的响应
  connect   扫码连接飞书或 Lark 应用
  clicks    把其他监听程序收到的事件转交给控制台
  mcp       通过运行中的控制台为智能体提供工具（MCP）
  emulator  启动平台的模拟器
  start     启动控制台

每个命令都有自己的 --help。--version 输出版本号。

${EXIT_CODES.zh}`,
}

export const COMMAND_HELP: Record<CommandName, Bilingual> = {
  push: {
    en: `follow-up-console push --message-id om_… --file bubbles.json [options]

  --message-id ID     the bot’s latest message in a one-to-one chat
  --file FILE         {"follow_ups": […]} or a list of bubbles; - is standard input
  --profile NAME      feishu (default), lark or emulator
  --base-url URL      instead of --profile: one of their URLs, or an emulator's on this machine
  --send-anyway       skip validation: send any JSON object
  --dry-run           print the request with its credential masked; send nothing
  --confirm-production  send although FEISHU_ENVIRONMENT is production
${COMMON_OPTIONS.en}

Credentials come from FEISHU_APP_ID and FEISHU_APP_SECRET, or FEISHU_TENANT_ACCESS_TOKEN.

${EXIT_CODES.en}`,
    zh: `follow-up-console push --message-id om_… --file bubbles.json [选项]

  --message-id ID     机器人在单聊中的最新一条消息
  --file FILE         {"follow_ups": […]} 或气泡数组；- 表示标准输入
  --profile NAME      feishu（默认）、lark 或 emulator
  --base-url URL      代替 --profile：平台的地址，或本机模拟器的地址
  --send-anyway       跳过校验：发送任意 JSON 对象
  --dry-run           只输出请求（凭证已遮盖），不发送
  --confirm-production  FEISHU_ENVIRONMENT 为 production 时仍然发送
${COMMON_OPTIONS.zh}

凭证来自 FEISHU_APP_ID 和 FEISHU_APP_SECRET，或 FEISHU_TENANT_ACCESS_TOKEN。

${EXIT_CODES.zh}`,
  },
  validate: {
    en: `follow-up-console validate --file bubbles.json [options]

  --file FILE   {"follow_ups": […]} or a list of bubbles; - is standard input
${COMMON_OPTIONS.en}

${EXIT_CODES.en}`,
    zh: `follow-up-console validate --file bubbles.json [选项]

  --file FILE   {"follow_ups": […]} 或气泡数组；- 表示标准输入
${COMMON_OPTIONS.zh}

${EXIT_CODES.zh}`,
  },
  snippet: {
    en: `follow-up-console snippet --client CLIENT --message-id om_… --file bubbles.json [options]

  --client CLIENT   curl, curl-script, go, python, java, node, csharp, php, http,
                    typescript, python-requests, python-httpx, lark-cli or json
  --receive         the program that receives the click instead, of node, python,
                    go, java, php, csharp or typescript
  --message-id ID   the message
  --file FILE       {"follow_ups": […]} or a list of bubbles; - is standard input
  --base-url URL    the platform’s address (default: https://open.feishu.cn)
${COMMON_OPTIONS.en}`,
    zh: `follow-up-console snippet --client CLIENT --message-id om_… --file bubbles.json [选项]

  --client CLIENT   curl、curl-script、go、python、java、node、csharp、php、http、
                    typescript、python-requests、python-httpx、lark-cli 或 json
  --receive         改为输出接收点击的程序，支持 node、python、go、java、php、
                    csharp 和 typescript
  --message-id ID   消息
  --file FILE       {"follow_ups": […]} 或气泡数组；- 表示标准输入
  --base-url URL    平台的地址（默认 https://open.feishu.cn）
${COMMON_OPTIONS.zh}`,
  },
  import: {
    en: `follow-up-console import [options] < paste

  --file FILE   what to read (default: -, standard input)
${COMMON_OPTIONS.en}

Exits with 2 if it finds neither a message_id nor bubbles. Never prints tokens.`,
    zh: `follow-up-console import [选项] < 粘贴的内容

  --file FILE   要读取的文件（默认 -，即标准输入）
${COMMON_OPTIONS.zh}

没有 message_id 和气泡时退出码为 2。不会输出 token。`,
  },
  explain: {
    en: `follow-up-console explain [options] < response

  --code CODE   an error code or a message, such as 230006 or '[230006] only support …'
  --file FILE   the response, log line or exception (default: -, standard input)
${COMMON_OPTIONS.en}

Exits with 2 if it finds no error code. It makes no request.`,
    zh: `follow-up-console explain [选项] < 响应

  --code CODE   错误码或错误信息，例如 230006 或 '[230006] only support …'
  --file FILE   响应、日志或异常（默认 -，即标准输入）
${COMMON_OPTIONS.zh}

没有错误码时退出码为 2。不会发出任何请求。`,
  },
  connect: {
    en: `follow-up-console connect [options]

  --brand NAME    feishu (default), lark or emulator
  --profile ID    an app of the console that gets the missing scopes; creates a new one by default
  --console URL   the running console (default: http://127.0.0.1:PORT); CONSOLE_TOKEN is its API token
  --direct        write to DATA_DIR or DATABASE_URL without a running console
${COMMON_OPTIONS.en}

Shows a QR code and a link on standard error, waits for the approval, then prints the app and its checks.
The App Secret is stored encrypted and never printed.

Exit codes: 0 connected · 1 denied or expired · 2 invalid usage or setting · 3 no connection · 70 a bug`,
    zh: `follow-up-console connect [选项]

  --brand NAME    feishu（默认）、lark 或 emulator
  --profile ID    为控制台中的这个应用添加缺少的权限；默认创建新应用
  --console URL   运行中的控制台（默认 http://127.0.0.1:PORT）；CONSOLE_TOKEN 为其 API token
  --direct        不经过控制台，直接写入 DATA_DIR 或 DATABASE_URL
${COMMON_OPTIONS.zh}

在 stderr 显示二维码和链接，等待确认，然后输出应用及其检测结果。
App Secret 加密保存，不会输出。

退出码：0 已连接 · 1 被拒绝或已过期 · 2 用法或设置有误 · 3 无法连接 · 70 程序错误`,
  },
  clicks: {
    en: `follow-up-console clicks --console URL [options]

  --console URL   the running console, such as http://127.0.0.1:4310; CONSOLE_TOKEN is its API token
  --profile ID    the app that the events belong to (default: the console's default app)
${COMMON_OPTIONS.en}

Reads events from standard input, one JSON object a line: as the platform sends them (schema 2.0 or 1.0),
or as "lark-cli event consume im.message.receive_v1 --as bot" prints them. A listener takes each event from the
other clients of its app: use one that your bot has anyway.

Waits while the console restarts. Exit codes: 0 all handed over · 2 invalid usage, or rejected by the console ·
3 the console did not respond for 10 minutes · 70 a bug`,
    zh: `follow-up-console clicks --console URL [选项]

  --console URL   运行中的控制台，例如 http://127.0.0.1:4310；CONSOLE_TOKEN 为其 API token
  --profile ID    事件所属的应用（默认为控制台的默认应用）
${COMMON_OPTIONS.zh}

从标准输入读取事件，每行一个 JSON 对象：平台发送的格式（schema 2.0 或 1.0），
或 “lark-cli event consume im.message.receive_v1 --as bot” 的输出。监听程序收到的事件不会再发给
同一应用的其他客户端，请使用机器人已有的监听程序。

控制台重启时会等待。退出码：0 全部已转交 · 2 用法有误或被控制台拒绝 ·
3 控制台 10 分钟没有响应 · 70 程序错误`,
  },
  mcp: {
    en: `follow-up-console mcp [options]

  --console URL      the running console (default: http://127.0.0.1:PORT)
  --allow-send IDS   offer the tool push too, for these chats or messages: oc_…,om_…

A Model Context Protocol server on standard input and output: validate and preview bubbles, check a
message, explain a response, read the history, read and move the emulator. CONSOLE_TOKEN holds an API
token if the console has a sign-in.`,
    zh: `follow-up-console mcp [选项]

  --console URL      运行中的控制台（默认 http://127.0.0.1:PORT）
  --allow-send IDS   同时提供 push 工具，仅限这些会话或消息：oc_…,om_…

在标准输入输出上提供 Model Context Protocol 服务：校验和预览气泡、检查消息、解释响应、
读取发送记录、读取和操作模拟器。控制台需要登录时，CONSOLE_TOKEN 为 API token。`,
  },
  emulator: {
    en: `follow-up-console emulator [options]

  --port NUMBER         the port, 0 for any free one (default: EMULATOR_PORT, else 4311)
  --host ADDRESS        the address (default: EMULATOR_HOST, else 127.0.0.1); another than
                        loopback needs EMULATOR_ALLOWED_HOSTS=emulator:4311,…
  --seed FILE           the initial scenario, as JSON
  --clock real|frozen   whether its clock runs (default: real)
  --log                 one line for each call on stderr
${COMMON_OPTIONS.en}`,
    zh: `follow-up-console emulator [选项]

  --port NUMBER         端口，0 表示任意空闲端口（默认 EMULATOR_PORT，否则 4311）
  --host ADDRESS        监听地址（默认 EMULATOR_HOST，否则 127.0.0.1）；
                        非本机地址还需要 EMULATOR_ALLOWED_HOSTS=emulator:4311,…
  --seed FILE           初始场景（JSON）
  --clock real|frozen   时钟是否运行（默认 real）
  --log                 在 stderr 为每次调用输出一行日志
${COMMON_OPTIONS.zh}`,
  },
  start: {
    en: `follow-up-console start

Builds the page if needed and starts the console. It takes no options; environment variables configure it.`,
    zh: `follow-up-console start

构建页面（如需要）并启动控制台。没有选项，请用环境变量配置。`,
  },
}
