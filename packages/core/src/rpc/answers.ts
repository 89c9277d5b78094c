import { once } from 'node:events'
import { connect } from 'node:net'

/** Whether a process listens on a unix socket. */
export async function answers(path: string): Promise<boolean> {
  const socket = connect(path)
  try {
    await once(socket, 'connect')
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ECONNREFUSED' || code === 'ENOENT') return false
    return code !== 'ENOTSOCK'
  } finally {
    socket.destroy()
  }
}
