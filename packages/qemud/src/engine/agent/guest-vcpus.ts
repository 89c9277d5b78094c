import { VirtError, type Call, type ErrorCode, type GuestVcpus } from '@virt/core/driver'
import { formatCpuList } from '../../host/cpu-list.js'
import type { ManagedDomain } from '../domain.js'
import { numberOf, rowsOf } from './agent-shapes.js'
import { checkAnswer, fromAgent, withAgent } from './ask-agent.js'

/** The processors that the guest knows of. */
export async function guestVcpus(domain: ManagedDomain, call: Call): Promise<GuestVcpus> {
  return vcpusOf(await fromAgent(domain, 'guest-get-vcpus', undefined, call))
}

/** Have the guest use processors, or do without them: all of these, as far as it says. */
export async function setGuestVcpus(
  domain: ManagedDomain,
  wanted: readonly number[],
  online: boolean,
  call: Call,
): Promise<void> {
  check(await guestVcpus(domain, call), wanted, online)
  await withAgent(domain, call, async (channel) => {
    let left = [...new Set(wanted)].map((id) => ({ 'logical-id': id, online }))
    while (left.length > 0) {
      const answer = await channel.ask(
        JSON.stringify({ execute: 'guest-set-vcpus', arguments: { vcpus: left } }),
      )
      checkAnswer('guest-set-vcpus', answer)
      const done = numberOf(answer.return) ?? 0
      if (done <= 0) throw refused('OPERATION_FAILED', "guest agent failed to set the vCPUs' state")
      left = left.slice(done)
    }
  })
}

function check({ vcpus, offlinable }: GuestVcpus, wanted: readonly number[], online: boolean): void {
  const missing = wanted.filter((id) => !vcpus.includes(id))
  if (missing.length > 0) throw refused('INVALID_ARG', `guest is missing vCPUs '${formatCpuList(missing)}'`)
  const needed = online ? undefined : wanted.find((id) => !offlinable.includes(id))
  if (needed !== undefined) throw refused('INVALID_ARG', `vCPU '${needed}' is not offlinable`)
}

function vcpusOf(answer: unknown): GuestVcpus {
  const rows = rowsOf(answer)
    .flatMap((row) => {
      const id = numberOf(row['logical-id'])
      return id === undefined
        ? []
        : [{ id, online: row['online'] === true, needed: row['can-offline'] !== true }]
    })
    .sort((a, b) => a.id - b.id)
  const ids = (fits: (row: (typeof rows)[number]) => boolean): number[] =>
    rows.filter(fits).map(({ id }) => id)
  return {
    vcpus: ids(() => true),
    online: ids(({ online }) => online),
    offlinable: ids(({ needed }) => !needed),
  }
}

function refused(code: ErrorCode, detail: string): VirtError {
  return new VirtError(code, detail, { origin: 'QEMU' })
}
