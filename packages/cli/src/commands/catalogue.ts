import type { Command } from '../parser/command.js'

type Load = () => Promise<Command>

export interface Group {
  readonly name: string
  /** For `help KEYWORD`. */
  readonly keyword: string
  /** A command's module is loaded when the command is used. */
  readonly commands: Readonly<Record<string, Load>>
}

const domain: Group = {
  name: 'Domain Management',
  keyword: 'domain',
  commands: {
    'attach-device': async () => (await import('./domain/device.js')).attachDevice,
    'attach-disk': async () => (await import('./domain/attach-disk.js')).attachDisk,
    'attach-interface': async () => (await import('./domain/attach-interface.js')).attachInterface,
    autostart: async () => (await import('./domain/autostart.js')).autostart,
    blkdeviotune: async () => (await import('./tuning/blkdeviotune.js')).blkdeviotune,
    blockcommit: async () => (await import('./blocks/blockcommit.js')).blockcommit,
    blockcopy: async () => (await import('./blocks/blockcopy.js')).blockcopy,
    blockjob: async () => (await import('./blocks/blockjob.js')).blockjob,
    blockpull: async () => (await import('./blocks/blockpull.js')).blockpull,
    blockresize: async () => (await import('./blocks/blockresize.js')).blockresize,
    'change-media': async () => (await import('./domain/change-media.js')).changeMedia,
    console: async () => (await import('./domain/console.js')).console,
    'cpu-stats': async () => (await import('./domain/cpu-stats.js')).cpuStats,
    create: async () => (await import('./domain/start.js')).create,
    define: async () => (await import('./domain/start.js')).define,
    desc: async () => (await import('./domain/desc.js')).desc,
    destroy: async () => (await import('./domain/lifecycle.js')).destroy,
    'detach-device': async () => (await import('./domain/device.js')).detachDevice,
    'detach-device-alias': async () => (await import('./domain/device.js')).detachDeviceAlias,
    'detach-disk': async () => (await import('./domain/detach.js')).detachDisk,
    'detach-interface': async () => (await import('./domain/detach.js')).detachInterface,
    domblkthreshold: async () => (await import('./blocks/domblkthreshold.js')).domblkthreshold,
    domdisplay: async () => (await import('./domain/display.js')).domdisplay,
    domfsfreeze: async () => (await import('./domain/filesystems.js')).domfsfreeze,
    domfsinfo: async () => (await import('./domain/filesystems.js')).domfsinfo,
    domfsthaw: async () => (await import('./domain/filesystems.js')).domfsthaw,
    domfstrim: async () => (await import('./domain/filesystems.js')).domfstrim,
    domhostname: async () => (await import('./domain/domhostname.js')).domhostname,
    domid: async () => (await import('./domain/identity.js')).domid,
    'domif-setlink': async () => (await import('./domain/link.js')).domifSetlink,
    domiftune: async () => (await import('./tuning/domiftune.js')).domiftune,
    domjobabort: async () => (await import('./domain/job.js')).domjobabort,
    domjobinfo: async () => (await import('./domain/job.js')).domjobinfo,
    domname: async () => (await import('./domain/identity.js')).domname,
    dompmsuspend: async () => (await import('./domain/power-management.js')).dompmsuspend,
    dompmwakeup: async () => (await import('./domain/power-management.js')).dompmwakeup,
    domrename: async () => (await import('./domain/rename.js')).domrename,
    domuuid: async () => (await import('./domain/identity.js')).domuuid,
    'domxml-from-native': async () => (await import('./domain/native.js')).domxmlFromNative,
    'domxml-to-native': async () => (await import('./domain/native.js')).domxmlToNative,
    dump: async () => (await import('./domain/save.js')).dump,
    dumpxml: async () => (await import('./domain/dumpxml.js')).dumpxml,
    edit: async () => (await import('./domain/edit.js')).edit,
    emulatorpin: async () => (await import('./domain/threads.js')).emulatorpin,
    'get-user-sshkeys': async () => (await import('./domain/users.js')).getUserSshkeys,
    guestinfo: async () => (await import('./domain/guestinfo.js')).guestinfo,
    guestvcpus: async () => (await import('./domain/guestvcpus.js')).guestvcpus,
    'inject-nmi': async () => (await import('./domain/controls.js')).injectNmi,
    iothreadadd: async () => (await import('./domain/threads.js')).iothreadadd,
    iothreaddel: async () => (await import('./domain/threads.js')).iothreaddel,
    iothreadinfo: async () => (await import('./domain/threads.js')).iothreadinfo,
    iothreadpin: async () => (await import('./domain/threads.js')).iothreadpin,
    iothreadset: async () => (await import('./domain/iothreadset.js')).iothreadset,
    managedsave: async () => (await import('./domain/managed-save.js')).managedsave,
    'managedsave-define': async () => (await import('./domain/managed-save.js')).managedsaveDefine,
    'managedsave-dumpxml': async () => (await import('./domain/managed-save.js')).managedsaveDumpxml,
    'managedsave-edit': async () => (await import('./domain/managed-save.js')).managedsaveEdit,
    'managedsave-remove': async () => (await import('./domain/managed-save.js')).managedsaveRemove,
    metadata: async () => (await import('./domain/desc.js')).metadata,
    migrate: async () => (await import('./domain/migrate.js')).migrate,
    'migrate-getmaxdowntime': async () => (await import('./domain/migrate-limits.js')).migrateGetmaxdowntime,
    'migrate-getspeed': async () => (await import('./domain/migrate-limits.js')).migrateGetspeed,
    'migrate-setmaxdowntime': async () => (await import('./domain/migrate-limits.js')).migrateSetmaxdowntime,
    'migrate-setspeed': async () => (await import('./domain/migrate-limits.js')).migrateSetspeed,
    'qemu-agent-command': async () => (await import('./domain/agent.js')).qemuAgentCommand,
    'qemu-monitor-command': async () => (await import('./domain/controls.js')).qemuMonitorCommand,
    reboot: async () => (await import('./domain/shutdown.js')).reboot,
    reset: async () => (await import('./domain/controls.js')).reset,
    restore: async () => (await import('./domain/save.js')).restore,
    resume: async () => (await import('./domain/lifecycle.js')).resume,
    save: async () => (await import('./domain/save.js')).save,
    'save-image-define': async () => (await import('./domain/save-image.js')).saveImageDefine,
    'save-image-dumpxml': async () => (await import('./domain/save-image.js')).saveImageDumpxml,
    'save-image-edit': async () => (await import('./domain/save-image.js')).saveImageEdit,
    schedinfo: async () => (await import('./domain/schedinfo.js')).schedinfo,
    screenshot: async () => (await import('./domain/controls.js')).screenshot,
    'send-key': async () => (await import('./domain/controls.js')).sendKey,
    'set-lifecycle-action': async () => (await import('./domain/policy.js')).setLifecycleAction,
    'set-user-password': async () => (await import('./domain/users.js')).setUserPassword,
    'set-user-sshkeys': async () => (await import('./domain/users.js')).setUserSshkeys,
    setmaxmem: async () => (await import('./domain/memory.js')).setmaxmem,
    setmem: async () => (await import('./domain/memory.js')).setmem,
    setvcpu: async () => (await import('./domain/setvcpu.js')).setvcpu,
    setvcpus: async () => (await import('./domain/vcpus.js')).setvcpus,
    shutdown: async () => (await import('./domain/shutdown.js')).shutdown,
    start: async () => (await import('./domain/start.js')).start,
    suspend: async () => (await import('./domain/lifecycle.js')).suspend,
    ttyconsole: async () => (await import('./domain/display.js')).ttyconsole,
    undefine: async () => (await import('./domain/undefine.js')).undefine,
    'update-device': async () => (await import('./domain/device.js')).updateDevice,
    'update-memory-device': async () => (await import('./domain/update-memory-device.js')).updateMemoryDevice,
    vcpucount: async () => (await import('./domain/vcpus.js')).vcpucount,
    vcpuinfo: async () => (await import('./domain/vcpuinfo.js')).vcpuinfo,
    vcpupin: async () => (await import('./domain/vcpupin.js')).vcpupin,
    vncdisplay: async () => (await import('./domain/display.js')).vncdisplay,
  },
}

const monitor: Group = {
  name: 'Domain Monitoring',
  keyword: 'monitor',
  commands: {
    domblkerror: async () => (await import('./monitor/figures.js')).domblkerror,
    domblkinfo: async () => (await import('./monitor/figures.js')).domblkinfo,
    domblklist: async () => (await import('./monitor/devices.js')).domblklist,
    domblkstat: async () => (await import('./monitor/figures.js')).domblkstat,
    'domif-getlink': async () => (await import('./domain/link.js')).domifGetlink,
    domcontrol: async () => (await import('./monitor/domcontrol.js')).domcontrol,
    domifaddr: async () => (await import('./monitor/domifaddr.js')).domifaddr,
    domiflist: async () => (await import('./monitor/devices.js')).domiflist,
    domifstat: async () => (await import('./monitor/figures.js')).domifstat,
    dominfo: async () => (await import('./monitor/dominfo.js')).dominfo,
    dommemstat: async () => (await import('./monitor/figures.js')).dommemstat,
    domstate: async () => (await import('./monitor/domstate.js')).domstate,
    domstats: async () => (await import('./monitor/domstats.js')).domstats,
    domtime: async () => (await import('./domain/agent.js')).domtime,
    list: async () => (await import('./monitor/list.js')).list,
  },
}

const events: Group = {
  name: 'Domain Events',
  keyword: 'events',
  commands: {
    event: async () => (await import('./events/event.js')).event,
  },
}

const host: Group = {
  name: 'Host and Hypervisor',
  keyword: 'host',
  commands: {
    capabilities: async () => (await import('./host/facts.js')).capabilities,
    channels: async () => (await import('./host/channels.js')).channels,
    domcapabilities: async () => (await import('./host/domcapabilities.js')).domcapabilities,
    drivers: async () => (await import('./host/drivers.js')).drivers,
    freecell: async () => (await import('./host/memory.js')).freecell,
    freepages: async () => (await import('./host/memory.js')).freepages,
    hostname: async () => (await import('./host/facts.js')).hostname,
    maxvcpus: async () => (await import('./host/facts.js')).maxvcpus,
    nodecpumap: async () => (await import('./host/cpus.js')).nodecpumap,
    nodecpustats: async () => (await import('./host/cpus.js')).nodecpustats,
    nodeinfo: async () => (await import('./host/facts.js')).nodeinfo,
    nodememstats: async () => (await import('./host/memory.js')).nodememstats,
    uri: async () => (await import('./host/facts.js')).uri,
    version: async () => (await import('./host/facts.js')).version,
  },
}

const network: Group = {
  name: 'Networking',
  keyword: 'network',
  commands: {
    'net-autostart': async () => (await import('./network/net-steps.js')).netAutostart,
    'net-create': async () => (await import('./network/net-steps.js')).netCreate,
    'net-define': async () => (await import('./network/net-steps.js')).netDefine,
    'net-destroy': async () => (await import('./network/net-steps.js')).netDestroy,
    'net-dhcp-leases': async () => (await import('./network/net-dhcp-leases.js')).netDhcpLeases,
    'net-dumpxml': async () => (await import('./network/net-info.js')).netDumpxml,
    'net-edit': async () => (await import('./network/net-info.js')).netEdit,
    'net-event': async () => (await import('./network/net-event.js')).netEvent,
    'net-info': async () => (await import('./network/net-info.js')).netInfo,
    'net-list': async () => (await import('./network/net-info.js')).netList,
    'net-name': async () => (await import('./network/net-info.js')).netName,
    'net-start': async () => (await import('./network/net-steps.js')).netStart,
    'net-undefine': async () => (await import('./network/net-steps.js')).netUndefine,
    'net-update': async () => (await import('./network/net-update.js')).netUpdate,
    'net-uuid': async () => (await import('./network/net-info.js')).netUuid,
  },
}

const snapshot: Group = {
  name: 'Snapshot',
  keyword: 'snapshot',
  commands: {
    'snapshot-create': async () => (await import('./snapshot/snapshot-create.js')).snapshotCreate,
    'snapshot-create-as': async () => (await import('./snapshot/snapshot-create-as.js')).snapshotCreateAs,
    'snapshot-current': async () => (await import('./snapshot/snapshot-info.js')).snapshotCurrent,
    'snapshot-delete': async () => (await import('./snapshot/snapshot-steps.js')).snapshotDelete,
    'snapshot-dumpxml': async () => (await import('./snapshot/snapshot-info.js')).snapshotDumpxml,
    'snapshot-edit': async () => (await import('./snapshot/snapshot-steps.js')).snapshotEdit,
    'snapshot-info': async () => (await import('./snapshot/snapshot-info.js')).snapshotInfo,
    'snapshot-list': async () => (await import('./snapshot/snapshot-list.js')).snapshotList,
    'snapshot-parent': async () => (await import('./snapshot/snapshot-info.js')).snapshotParent,
    'snapshot-revert': async () => (await import('./snapshot/snapshot-steps.js')).snapshotRevert,
  },
}

const virt: Group = {
  name: 'Virt itself',
  keyword: 'virt',
  commands: {
    cd: async () => (await import('./virt/shell-commands.js')).cd,
    complete: async () => (await import('./virt/complete.js')).complete,
    connect: async () => (await import('./virt/shell-commands.js')).connect,
    echo: async () => (await import('./virt/echo.js')).echo,
    exit: async () => (await import('./virt/shell-commands.js')).exit,
    help: async () => (await import('./virt/help.js')).help,
    pwd: async () => (await import('./virt/shell-commands.js')).pwd,
    quit: async () => (await import('./virt/shell-commands.js')).quit,
  },
}

/** In the order of `help`. */
export const groups: readonly Group[] = [domain, monitor, events, host, network, snapshot, virt]

export const commandNames: readonly string[] = groups.flatMap(({ commands }) => Object.keys(commands))

/** The command of this name; `undefined` when there is none. */
export async function findCommand(name: string): Promise<Command | undefined> {
  const group = groups.find(({ commands }) => Object.hasOwn(commands, name))
  return group?.commands[name]?.()
}
