import { request } from 'node:https'

export type Answer = {
  status: number
  headers: Readonly<Record<string, string | string[] | undefined>>
  text: string
}

type Call = {
  method?: string
  headers?: Record<string, string>
  body?: string
  /** Ends the response, which may be a stream, as soon as this matches what has arrived. */
  until?: RegExp
}

const LIMIT_MS = 10_000

/** Returns a client of a proxy on this machine that asks for `https://console.example`, as a browser would. */
export function createClient(port: number, auth: string | null) {
  const authorization = auth === null ? {} : { authorization: `Basic ${btoa(auth)}` }
  return (
    path: string,
    { method = 'GET', headers = {}, body, until }: Call = {},
  ): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const sent = request(
        {
          ...{ host: '127.0.0.1', port, path, method, servername: 'console.example' },
          // The certificate of the check is self-signed.
          rejectUnauthorized: false,
          agent: false,
          headers: {
            host: 'console.example',
            origin: 'https://console.example',
            'sec-fetch-site': 'same-origin',
            'accept-language': 'en',
            ...(body !== undefined && { 'content-type': 'application/json' }),
            ...authorization,
            ...headers,
          },
        },
        (response) => {
          let text = ''
          const end = () => {
            clearTimeout(late)
            resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
            sent.destroy()
          }
          response.setEncoding('utf8').on('data', (piece) => {
            text += piece
            if (until?.test(text)) end()
          })
          response.on('end', end)
        },
      )
      const late = setTimeout(
        () => sent.destroy(new Error(`${path}: no response in time`)),
        LIMIT_MS,
      )
      sent.on('error', (error) => {
        clearTimeout(late)
        reject(error)
      })
      sent.end(body)
    })
}
