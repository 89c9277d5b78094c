import { once } from 'node:events'
import { createServer } from 'node:net'
import { nanoDomainXml, readyMarker } from '../guests/index.mjs'

/** Hears on a socket what the tiny guest says on its first serial port. */
export async function listenToGuest(path) {
  const server = createServer()
  await once(server.listen(path), 'listening')
  return {
    xml: (name) =>
      nanoDomainXml({ name, serial: `<serial type='unix'><source mode='connect' path='${path}'/></serial>` }),
    /** Resolves when the guest that is started next is up: it hears its power button from then on. */
    ready: () => marker(server),
    close: () => server.close(),
  }
}

async function marker(server) {
  const [socket] = await once(server, 'connection')
  socket.on('error', () => undefined)
  let said = ''
  for await (const chunk of socket.setEncoding('latin1').iterator({ destroyOnReturn: false })) {
    said += chunk
    if (said.includes(readyMarker)) return void socket.resume()
  }
  throw new Error('the guest has ended before it was up')
}
