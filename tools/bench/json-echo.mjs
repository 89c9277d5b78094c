import { once } from 'node:events'
import { connect as dial } from 'node:net'

/** The least that a JSON-line client can do: answers come in order, and are never cut. */
export async function jsonEcho(path) {
  const socket = dial(path)
  await once(socket, 'connect')
  socket.unref()
  const waiting = []
  let rest = ''
  socket.setEncoding('utf8').on('data', (chunk) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()
    for (const line of lines) waiting.shift()(JSON.parse(line))
  })
  return (message) =>
    new Promise((resolve) => {
      waiting.push(resolve)
      socket.write(`${JSON.stringify(message)}\n`)
    })
}
