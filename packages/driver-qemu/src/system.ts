import { VirtError, type DriverConnection, type ErrorCode, type OpenRequest } from '@virt/core/driver'
import { connect } from '@virt/core/rpc'
import { systemCode } from './system-code.js'

/** Where the daemon of the host listens. */
export const systemSocket = '/run/virt/qemud-sock'

/** Connect to the daemon of the host; to its read-only socket when no more is wanted. */
export async function openSystem({ uri, readOnly, signal }: OpenRequest): Promise<DriverConnection> {
  const socket = uri.query.get('socket') ?? (readOnly ? `${systemSocket}-ro` : systemSocket)
  try {
    return await connect(socket, { signal })
  } catch (error) {
    throw explained(error, uri.text, socket)
  }
}

interface Explanation {
  readonly code: ErrorCode
  readonly detail: (uri: string, socket: string) => string
}

const nobodyListens: Explanation = {
  code: 'NO_CONNECT',
  detail: (uri, socket) =>
    `${uri}: no daemon listens on '${socket}'; start one with 'virt-qemud --system' as root, ` +
    `or with 'systemctl enable --now virt-qemud.socket virt-qemud-ro.socket'`,
}

const notAllowed: Explanation = {
  code: 'ACCESS_DENIED',
  detail: (uri, socket) =>
    `${uri}: this user may not open '${socket}'; open it read-only, be in its group, be root, or use qemu:///session`,
}

const explanations: Partial<Record<string, Explanation>> = {
  ENOENT: nobodyListens,
  ECONNREFUSED: nobodyListens,
  EACCES: notAllowed,
  EPERM: notAllowed,
}

function explained(error: unknown, uri: string, socket: string): unknown {
  const explanation = explanations[systemCode(error) ?? '']
  if (!explanation) return error
  return new VirtError(explanation.code, explanation.detail(uri, socket), { origin: 'QEMU', cause: error })
}
