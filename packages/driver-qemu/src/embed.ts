import { VirtError, type DriverConnection, type OpenRequest } from '@virt/core/driver'
import type { QemuEngine } from '@virt/qemud'
import { EmbeddedConnection } from './embedded-connection.js'

interface Shared {
  readonly engine: Promise<QemuEngine>
  users: number
}

const engines = new Map<string, Shared>()

/** An engine in this process. Connections to one directory share it; the last one to close lets go of the directory. */
export async function openEmbedded({ uri }: OpenRequest): Promise<DriverConnection> {
  const root = uri.query.get('root')
  if (!root) throw invalid('qemu:///embed needs a directory: qemu:///embed?root=DIRECTORY')
  if (!root.startsWith('/') || root.includes('\0'))
    throw invalid(`root must be an absolute path, not '${root}'`)
  const shared = engines.get(root) ?? { engine: launch(root), users: 0 }
  engines.set(root, shared)
  shared.users++
  try {
    return new EmbeddedConnection(await shared.engine, () => release(root, shared))
  } catch (error) {
    engines.delete(root)
    throw error
  }
}

async function launch(root: string): Promise<QemuEngine> {
  const { QemuEngine, embedLayout } = await import('@virt/qemud')
  const warn = (message: string): void => process.emitWarning(message, 'VirtQemuWarning')
  return QemuEngine.open({ layout: embedLayout(root), warn })
}

async function release(root: string, shared: Shared): Promise<void> {
  if (--shared.users > 0) return
  engines.delete(root)
  await (await shared.engine).close()
}

function invalid(detail: string): VirtError {
  return new VirtError('INVALID_ARG', detail, { origin: 'QEMU' })
}
