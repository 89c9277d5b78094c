import { once } from 'node:events'
import { createServer } from 'node:net'

/** The least that a JSON-line server can do, on a socket: beside the proxy daemon in the benchmarks. */
const echo = createServer((socket) => {
  let rest = ''
  socket.setEncoding('utf8').on('data', (chunk) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()
    for (const line of lines) socket.write(`${JSON.stringify(JSON.parse(line))}\n`)
  })
})

await once(echo.listen(process.argv[2]), 'listening')
process.send('ready')
process.on('disconnect', () => process.exit())
