/** The least that `node:http` can do for a push: reads the JSON, knows nothing, says yes. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const ANSWER = JSON.stringify({ code: 0, msg: 'success', data: {} })

const server = createServer((incoming, outgoing) => {
  const chunks: Buffer[] = []
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
  incoming.on('end', () => {
    JSON.parse(Buffer.concat(chunks).toString('utf8'))
    outgoing.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': ANSWER.length })
    outgoing.end(ANSWER)
  })
})
server.listen(0, '127.0.0.1', 1024, () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
