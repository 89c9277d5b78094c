import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { VirtError } from '@virt/core/driver'

const run = promisify(execFile)

/** Run `qemu-img`. @throws OPERATION_FAILED with what it says, NO_SUPPORT when it is not installed */
export async function qemuImg(args: readonly string[], signal?: AbortSignal): Promise<string> {
  try {
    const { stdout } = await run('qemu-img', args, {
      signal,
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, LC_ALL: 'C' },
    })
    return stdout
  } catch (cause) {
    signal?.throwIfAborted()
    throw failure(args[0] ?? '', cause as NodeJS.ErrnoException & { readonly stderr?: string })
  }
}

function failure(command: string, cause: NodeJS.ErrnoException & { readonly stderr?: string }): VirtError {
  if (cause.code === 'ENOENT')
    return new VirtError('NO_SUPPORT', 'unable to find qemu-img', { origin: 'QEMU', cause })
  const said = (cause.stderr ?? cause.message).trim().replace(/^qemu-img: /, '')
  return new VirtError('OPERATION_FAILED', `qemu-img ${command}: ${said}`, { origin: 'QEMU', cause })
}
