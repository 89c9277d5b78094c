import type { Socket } from 'node:net'

/** Gives each whole request of a connection: its head, and as much of a body as it announces. */
export function requests(socket: Socket, each: (raw: Buffer) => void): void {
  let read = Buffer.alloc(0)
  socket.on('data', (chunk: Buffer) => {
    read = Buffer.concat([read, chunk])
    const head = read.indexOf('\r\n\r\n')
    if (head < 0) return
    const announced = Number(/\r\ncontent-length: *(\d+)/i.exec(read.toString('latin1', 0, head))?.[1] ?? 0)
    const end = head + 4 + announced
    if (read.length < end) return
    const whole = read.subarray(0, end)
    read = read.subarray(end)
    each(whole)
  })
}
