const controlGroups =
  "limits of a process's share of the host need control groups, which are not managed here"
const storage = 'storage pools and volumes are not managed here'
const encrypted = 'encrypted guests are not managed here'

/** What virsh has and this program has not, by name or by beginning, and why. */
const reasons: Readonly<Record<string, string>> = {
  blkiotune: controlGroups,
  memtune: controlGroups,
  numatune: controlGroups,
  perf: controlGroups,
  'migrate-compcache': 'migrations are not compressed here',
  'migrate-postcopy': 'a migration copies all memory before the guest goes on',
  'lxc-enter-namespace': 'there is no driver for LXC',
  'qemu-attach': 'only what was started here is controlled',
  domlaunchsecinfo: encrypted,
  domsetlaunchsecstate: encrypted,
  nodesevinfo: encrypted,
  'backup-': 'incremental backups are not made here; blockcopy copies a disk of a running guest',
  'checkpoint-': 'checkpoints are not kept here; snapshots are',
  'find-storage-': storage,
  'iface-': "the host's network interfaces are not managed here",
  'nodedev-': "the host's devices are not listed here",
  'nwfilter-': 'network filters are not managed here',
  'pool-': storage,
  'secret-': 'secrets are not kept here',
  'vol-': storage,
}

/** Why a command of virsh is not there; `undefined` for what needs no explanation. */
export function whyNotHere(name: string): string | undefined {
  if (Object.hasOwn(reasons, name)) return reasons[name]
  return Object.entries(reasons).find(([key]) => key.endsWith('-') && name.startsWith(key))?.[1]
}
