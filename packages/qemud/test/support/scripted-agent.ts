import { unlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { onTestFinished } from 'vitest'

/** Answers in the place of a guest's agent: what each command returns, or `undefined` for a refusal. The commands it was given. */
export async function scriptedAgent(
  path: string,
  answer: (command: string) => unknown,
): Promise<readonly string[]> {
  const heard: string[] = []
  unlinkSync(path)
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.on('data', (chunk: Buffer) => {
      const text = chunk.toString('latin1').replaceAll('\xff', '')
      for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
        const { execute, arguments: args } = JSON.parse(line) as {
          execute: string
          arguments?: { id?: number }
        }
        if (execute.startsWith('guest-sync')) {
          socket.write(Buffer.from(`\xff${JSON.stringify({ return: args?.id })}\n`, 'latin1'))
          continue
        }
        heard.push(execute)
        const value = answer(execute)
        const reply =
          value === undefined ? { error: { class: 'GenericError', desc: 'no' } } : { return: value }
        socket.write(`${JSON.stringify(reply)}\n`)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(path, resolve))
  onTestFinished(() => void server.close())
  return heard
}
