import { connect } from 'node:net'

/** Only for tests: sends bytes as they are and gives back everything that comes until the end. */
export function sendRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    socket.setEncoding('utf8')
    socket.on('data', (chunk) => {
      received += chunk
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(received))
  })
}

/** Only for tests: sends one request as it is and gives back its answer, whether or not more could follow. */
export function exchangeRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    const chunks: Buffer[] = []
    socket.on('data', (chunk) => {
      chunks.push(chunk)
      const received = Buffer.concat(chunks)
      const end = received.indexOf('\r\n\r\n') + 4
      const length = /^content-length: (\d+)\r$/im.exec(received.subarray(0, end).toString())?.[1]
      if (end > 3 && received.length >= end + Number(length)) {
        socket.destroy()
        resolve(received.toString())
      }
    })
    socket.on('error', reject)
    socket.on('end', () => reject(new Error('the answer was not whole')))
  })
}
