import { once } from 'node:events'
import { createServer } from 'node:net'
import { serve } from '@virt/core/rpc'
import { onTestFinished } from 'vitest'
import type { QemuEngine } from '../../src/index.js'

/** Serve an engine as its daemon does; answers the URI of that, for who migrates to it. */
export async function served(engine: QemuEngine, path: string): Promise<string> {
  const server = createServer()
  await once(server.listen(path), 'listening')
  const service = serve(engine, server)
  onTestFinished(() => service.close())
  return `qemu:///session?socket=${path}`
}
