/** The minimal `node:http` server for a push: parses the JSON and always reports success. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const RESPONSE = JSON.stringify({ code: 0, msg: 'success', data: {} })

const server = createServer((incoming, outgoing) => {
  const chunks: Buffer[] = []
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
  incoming.on('end', () => {
    JSON.parse(Buffer.concat(chunks).toString('utf8'))
    outgoing.writeHead(200, {
      'Content-Type': 'application/json',
      'Content-Length': RESPONSE.length,
    })
    outgoing.end(RESPONSE)
  })
})
server.listen(0, '127.0.0.1', 1024, () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
