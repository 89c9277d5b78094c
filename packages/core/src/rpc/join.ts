import { type Duplex, pipeline } from 'node:stream'

/**
 * Let bytes go both ways between a client and a stream of the driver. The stream's end reaches the client after its last
 * byte; the client's leaving destroys the stream.
 */
export function join(client: Duplex, stream: Duplex): void {
  client.on('error', () => undefined)
  pipeline(stream, client, () => undefined)
  client.pipe(stream)
  client.once('close', () => stream.destroy())
  stream.once('close', () => client.resume())
}
