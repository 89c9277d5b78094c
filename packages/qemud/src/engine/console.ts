import { once } from 'node:events'
import { connect } from 'node:net'
import type { Duplex } from 'node:stream'
import type { ConsoleConfig, DevicesConfig, SerialConfig } from '@virt/core/config'
import { openTerminal, VirtError, type Call, type ConsoleFlags } from '@virt/core/driver'
import type { ManagedDomain } from './domain.js'

type ConsoleDevice = ConsoleConfig | SerialConfig

/** Both directions of a serial port or console of a running domain, for one user at a time. */
export async function openConsole(
  domain: ManagedDomain,
  { device, force }: ConsoleFlags,
  call: Call,
): Promise<Duplex> {
  const guest = domain.running()
  const found = findConsole(guest.config.devices ?? {}, device)
  const key = found.alias ?? ''
  const present = guest.consoles.get(key)
  if (present && !present.destroyed && !force) throw failed('Active console session exists for this domain')
  present?.destroy()
  const stream = await connectTo(found, call)
  guest.consoles.set(key, stream)
  stream.once('close', () => guest.consoles.get(key) === stream && guest.consoles.delete(key))
  if (domain.guest !== guest) stream.destroy()
  return stream
}

function findConsole(devices: DevicesConfig, alias: string | undefined): ConsoleDevice {
  const { consoles = [], serials = [], parallels = [], channels = [] } = devices
  const all: readonly ConsoleDevice[] =
    alias === undefined ? [...consoles, ...serials] : [...consoles, ...serials, ...parallels, ...channels]
  const found = alias === undefined ? all[0] : all.find((each) => each.alias === alias)
  if (found) return found
  throw new VirtError('DEVICE_MISSING', `cannot find character device ${alias ?? '(null)'}`, {
    origin: 'QEMU',
  })
}

async function connectTo({ type, sources, alias }: ConsoleDevice, call: Call): Promise<Duplex> {
  const source = sources?.[0]
  if (type === 'pty' && source?.path) return openTerminal(source.path)
  if (type === 'unix' && source?.path && source.mode === 'bind') return openSocket(source.path, call)
  throw failed(`character device ${alias ?? type} is not using a PTY or UNIX socket`)
}

async function openSocket(path: string, call: Call): Promise<Duplex> {
  const socket = connect({ path, signal: call.signal })
  try {
    await once(socket, 'connect')
    return socket
  } catch (cause) {
    throw new VirtError('SYSTEM_ERROR', `cannot open console '${path}': ${(cause as Error).message}`, {
      origin: 'QEMU',
      cause,
    })
  }
}

function failed(detail: string): VirtError {
  return new VirtError('OPERATION_FAILED', detail, { origin: 'QEMU' })
}
