import { qnumOf, VirtError, type Call, type Codeset, type SendKeyFlags } from '@virt/core/driver'
import type { ManagedDomain } from '../domain.js'

/** Press keys together, and release them. */
export function sendKey(
  domain: ManagedDomain,
  keycodes: readonly number[],
  { codeset = 'linux', holdTime }: SendKeyFlags,
  call: Call,
): Promise<void> {
  return domain.jobs.run(async () => {
    const { monitor } = domain.running()
    const keys = keycodes.map((code) => ({ type: 'number', data: qnum(codeset, code) }))
    await monitor.execute('send-key', { keys, 'hold-time': holdTime }, call)
  }, call)
}

function qnum(codeset: Codeset, code: number): number {
  const found = qnumOf(codeset, code)
  if (found !== undefined) return found
  throw new VirtError(
    'INVALID_ARG',
    `cannot translate keycode ${code} of ${codeset} codeset to qnum keycode`,
    {
      origin: 'QEMU',
    },
  )
}
