const controlGroups =
  "limits of a process's share of the host need control groups, which are not managed here"
const storage = 'storage pools and volumes are not managed here'
const comparisons = 'processors are not compared here; domcapabilities lists what can be had'
const encrypted = 'encrypted guests are not managed here'

/** What virsh has and this program has not, by name or by beginning, and why. */
const reasons: Readonly<Record<string, string>> = {
  blkiotune: controlGroups,
  memtune: controlGroups,
  numatune: controlGroups,
  perf: controlGroups,
  'node-memory-tune': "the host's own memory is not managed here",
  allocpages: "the host's own memory is not managed here",
  nodesuspend: 'the host is not put to sleep from here',
  sysinfo: "the host's firmware is not asked here; /sys/class/dmi/id has what it says",
  'cpu-baseline': comparisons,
  'cpu-compare': comparisons,
  'cpu-models': comparisons,
  'hypervisor-cpu-': comparisons,
  'net-port-': 'ports of networks are not kept here',
  'guest-agent-timeout': 'each command has its own patience; qemu-agent-command takes --timeout',
  'send-process-signal': 'a guest of QEMU is no process group of the host',
  'dom-fd-associate': 'files are opened by path here',
  'domdirtyrate-calc': 'dirty rates are shown by domstats, and measured by nobody here',
  'qemu-monitor-event': 'events of the monitor are not passed on as they are; event tells what they mean',
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
