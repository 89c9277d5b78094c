import { once } from 'node:events'
import { createServer } from 'node:net'
import { open } from './driver.mjs'
import { serve } from '@virt/core/rpc'

const [rpcPath, echoPath] = process.argv.slice(2)

const rpc = createServer()
const served = serve(await open('test:///default'), rpc)

const echo = createServer((socket) => {
  let rest = ''
  socket.setEncoding('utf8').on('data', (chunk) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()
    for (const line of lines) socket.write(`${JSON.stringify(JSON.parse(line))}\n`)
  })
})

await Promise.all([once(rpc.listen(rpcPath), 'listening'), once(echo.listen(echoPath), 'listening')])
process.send('ready')
process.on('disconnect', async () => {
  echo.close()
  await served.close()
  process.exit()
})
