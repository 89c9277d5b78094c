import { headerLength } from './limits.js'
import type { Message } from './transport.js'

export const encodedLength = ({ text, value }: Message): number =>
  headerLength + text.length + (value?.length ?? 0)

/** Write a message where there is room for it; the answer is its end. */
export function encode(message: Message, target: Buffer, start: number): number {
  const { type, request, transaction, text, value } = message
  const end = start + encodedLength(message)
  target.writeUInt32LE(type, start)
  target.writeUInt32LE(request, start + 4)
  target.writeUInt32LE(transaction, start + 8)
  target.writeUInt32LE(end - start - headerLength, start + 12)
  target.write(text, start + headerLength, 'latin1')
  if (value) target.set(value, start + headerLength + text.length)
  return end
}
