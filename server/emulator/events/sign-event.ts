import { createHash } from 'node:crypto'

type Signed = { timestamp: string; nonce: string; encrypt_key: string; body: string }

/**
 * What Feishu puts into `X-Lark-Signature`: the hex SHA-256 of all four, one after another.
 * @see https://open.feishu.cn/document/ukTMukTMukTM/uYDNxYjL2QTM24iN0EjN/event-subscription-configure-/encrypt-key-encryption-configuration-case
 */
export function signEvent({ timestamp, nonce, encrypt_key, body }: Signed): string {
  return createHash('sha256')
    .update(timestamp + nonce + encrypt_key + body)
    .digest('hex')
}
