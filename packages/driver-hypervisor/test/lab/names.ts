import type { Driver } from '@virt/core/driver'
import { xl } from '../../../../tools/xen-lab/dom0.js'

/** A channel that knows the names of the domains that run now, as the store does, and nothing else. */
export async function namesDriver(): Promise<Driver> {
  const [, ...lines] = (await xl('list', '-v')).trim().split('\n')
  const rows = lines.map((line) => {
    const [name = '', id, , , , , uuid = ''] = line.split(/\s+/)
    return { uuid, id: Number(id), name }
  })
  return {
    name: 'names',
    contract: 1,
    schemes: ['xen'],
    rank: { query: 1, change: 1 },
    open: async () => ({
      driver: 'names',
      domains: {
        list: async () => rows,
        stats: async (refs) =>
          rows
            .filter(({ uuid }) => refs?.some((ref) => ref.uuid === uuid) ?? true)
            .map((domain) => ({ domain, state: 'nostate' })),
      },
      close: async () => undefined,
    }),
  }
}
