import { createServer } from 'node:net'

const [path, text] = process.argv.slice(2)

/** As xend answers: one request on each connection, with the length of the body. */
const answer = `HTTP/1.1 200 OK\r\nContent-length: ${Buffer.byteLength(text)}\r\nContent-type: application/sxp\r\n\r\n${text}`

createServer((socket) => {
  socket.on('error', () => undefined)
  socket.once('data', () => socket.end(answer))
}).listen(path, () => process.send('ready'))

process.on('disconnect', () => process.exit())
