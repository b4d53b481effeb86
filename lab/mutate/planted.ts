/** Changes that once went unnoticed, each in words of what would break. */
export const PLANTED: readonly { file: string; before: string; after: string; breaks: string }[] = [
  {
    file: 'server/ledger/create-sender.ts',
    before: "concurrent.fingerprint === fingerprint ? concurrent.result : { sent: 'key_reused' }",
    after: 'concurrent.result',
    breaks: 'another body under a running key is refused',
  },
  {
    file: 'server/ledger/create-sender.ts',
    before: 'profileId, base_url, call.path, input]',
    after: 'profileId, call.path, input]',
    breaks: 'a key covers the address of the app',
  },
  {
    file: 'server/ledger/create-sender.ts',
    before: '    following?.end()\n',
    after: '',
    breaks: 'the slot for the bubbles of a message is released',
  },
  {
    file: 'server/http/guards.ts',
    before: '  "frame-ancestors \'none\'",\n',
    after: '',
    breaks: 'no page may frame the console',
  },
  {
    file: 'server/feishu/report.ts',
    before: 'if (!SECRET_HEADER.test(name)) return redact(value)',
    after: 'return redact(value)',
    breaks: 'headers are hidden by their names',
  },
  {
    file: 'server/feishu/report.ts',
    before: "stage === 'token' ? hideTokenFields(known) : known",
    after: 'known',
    breaks: 'secret fields of a token call are hidden by their names',
  },
  {
    file: 'server/feishu/report.ts',
    before: 'redact(text, { cut: truncated })',
    after: 'redact(text)',
    breaks: 'the start of a secret at the end of a truncated response is hidden',
  },
  {
    file: 'server/feishu/tenant-access-token.ts',
    before: '[20014, 99991664]',
    after: '[20014]',
    breaks: '99991664 renews the token of a store app',
  },
  {
    file: 'server/preflight/check-app.ts',
    before: '[2, 4]',
    after: '[2]',
    breaks: 'an app with a version to update is enabled',
  },
  {
    file: 'server/preflight/check-message.ts',
    before: '{ assumed: chat.value.external }',
    after: '{ assumed: false }',
    breaks: 'a chat with an external user rests on an assumption',
  },
  {
    file: 'server/preflight/check-timing.ts',
    before: 'edited_at_ms >= since',
    after: 'edited_at_ms > since',
    breaks: 'an edit at the same time is uncertain',
  },
  {
    file: 'server/preflight/check-timing.ts',
    before: 'left < margin + TRANSIT_MS',
    after: 'left < margin',
    breaks: 'the last second is not promised',
  },
  {
    file: 'server/emulator/http/listener.ts',
    before: 'hosts.length === 1',
    after: 'hosts.length >= 1',
    breaks: 'two Host headers are rejected',
  },
  {
    file: 'server/emulator/calls/send-message.ts',
    before: 'uuidKey({ app_id }: App, uuid: string): string {\n',
    after: 'uuidKey({ app_id }: App, uuid: string): string {\n  return uuid\n',
    breaks: 'each app has its own uuids',
  },
  {
    file: 'server/profiles/vault.ts',
    before: '...NO_SECRET, ...NO_TICKET',
    after: '...NO_SECRET',
    breaks: 'FORGET_SECRETS drops tickets too',
  },
]
