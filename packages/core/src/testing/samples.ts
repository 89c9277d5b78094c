import type { DeviceConfig, DomainConfig, NetworkConfig } from '../config.js'
import type { OperationName } from '../contract/operations.js'
import type { CallOptions } from '../front/call-options.js'
import type { Connection } from '../front/connection.js'
import type { Domain } from '../front/domain.js'
import type { Network } from '../front/network.js'
import type { RuleContext } from './context.js'
import { diskDescription, stranger } from './fixtures.js'

/** All that one call of any operation needs. */
export interface Cast {
  readonly connection: Connection
  readonly domain: Domain
  readonly network: Network
  readonly config: DomainConfig
  readonly networkConfig: NetworkConfig
  readonly device: string | DeviceConfig
  readonly path: string
}

/** Calls an operation with good arguments. */
export type Sample = (cast: Cast, options?: CallOptions) => PromiseLike<unknown>

/** Nobody knows the domain and the network of this cast; the descriptions are of new ones. */
export async function strangers(context: RuleContext, connection: Connection): Promise<Cast> {
  return {
    connection,
    domain: connection.domain(stranger()),
    network: connection.network(stranger()),
    config: context.config(),
    networkConfig: context.networkConfig(),
    device: deviceOf(context),
    path: await context.path('image'),
  }
}

export const deviceOf = ({ harness }: RuleContext): string | DeviceConfig =>
  harness.device?.() ?? diskDescription

const portGroupToAdd = {
  command: 'add-last',
  section: 'portgroup',
  value: "<portgroup name='kit'/>",
} as const

const nothing = (): void => undefined

/** One good call of every operation. */
export const samples: { readonly [N in OperationName]: Sample } = {
  'host.type': ({ connection }, options) => connection.type(options),
  'host.version': ({ connection }, options) => connection.version(options),
  'host.maxVcpus': ({ connection }, options) => connection.maxVcpus(undefined, options),
  'host.nodeInfo': ({ connection }, options) => connection.nodeInfo(options),
  'host.capabilities': ({ connection }, options) => connection.capabilities(options),
  'host.domainCapabilities': ({ connection }, options) => connection.domainCapabilities({}, options),
  'host.hostname': ({ connection }, options) => connection.hostname(options),
  'host.freeMemory': ({ connection }, options) => connection.freeMemory(options),
  'host.cellsFreeMemory': ({ connection }, options) => connection.cellsFreeMemory(options),
  'host.cpuMap': ({ connection }, options) => connection.cpuMap(options),
  'host.cpuStats': ({ connection }, options) => connection.cpuStats(undefined, options),
  'host.memoryStats': ({ connection }, options) => connection.memoryStats(undefined, options),

  'domains.list': ({ connection }, options) => connection.listDomains(options),
  'domains.lookupById': ({ connection }, options) => connection.lookupDomainById(4_294_967_290, options),
  'domains.lookupByUuid': ({ connection, domain }, options) =>
    connection.lookupDomainByUuid(domain.uuid, options),
  'domains.lookupByName': ({ connection, domain }, options) =>
    connection.lookupDomainByName(domain.name, options),
  'domains.stats': ({ connection }, options) => connection.domainStats(undefined, options),
  'domains.create': ({ connection, config }, options) => connection.createDomain(config, options),
  'domains.define': ({ connection, config }, options) => connection.defineDomain(config, options),
  'domains.undefine': ({ domain }, options) => domain.undefine(options),
  'domains.start': ({ domain }, options) => domain.start(options),
  'domains.suspend': ({ domain }, options) => domain.suspend(options),
  'domains.resume': ({ domain }, options) => domain.resume(options),
  'domains.shutdown': ({ domain }, options) => domain.shutdown(options),
  'domains.reboot': ({ domain }, options) => domain.reboot(options),
  'domains.destroy': ({ domain }, options) => domain.destroy(options),
  'domains.osType': ({ domain }, options) => domain.osType(options),
  'domains.info': ({ domain }, options) => domain.info(options),
  'domains.config': ({ domain }, options) => domain.config(options),
  'domains.maxMemory': ({ domain }, options) => domain.maxMemory(options),
  'domains.setMaxMemory': ({ domain, config }, options) => domain.setMaxMemory(config.memory, options),
  'domains.setMemory': ({ domain, config }, options) => domain.setMemory(config.memory, options),
  'domains.setVcpus': ({ domain }, options) => domain.setVcpus(1, options),
  'domains.setVcpu': ({ domain }, options) => domain.setVcpu([1], true, options),
  'domains.pinVcpu': ({ domain }, options) => domain.pinVcpu(0, [0], options),
  'domains.vcpus': ({ domain }, options) => domain.vcpus(options),
  'domains.maxVcpus': ({ domain }, options) => domain.maxVcpus(options),
  'domains.save': ({ domain, path }, options) => domain.save(path, options),
  'domains.restore': ({ connection, path }, options) => connection.restoreDomain(path, options),
  'domains.saveImageConfig': ({ connection, path }, options) => connection.saveImageConfig(path, options),
  'domains.saveImageDefine': ({ connection, path, config }, options) =>
    connection.saveImageDefine(path, config, options),
  'domains.managedSave': ({ domain }, options) => domain.managedSave(options),
  'domains.hasManagedSave': ({ domain }, options) => domain.hasManagedSave(options),
  'domains.managedSaveConfig': ({ domain }, options) => domain.managedSaveConfig(options),
  'domains.managedSaveDefine': ({ domain, config }, options) => domain.managedSaveDefine(config, options),
  'domains.removeManagedSave': ({ domain }, options) => domain.removeManagedSave(options),
  'domains.coreDump': ({ domain, path }, options) => domain.coreDump(path, options),
  'domains.jobInfo': ({ domain }, options) => domain.jobInfo(options),
  'domains.abortJob': ({ domain }, options) => domain.abortJob(options),
  'domains.migrate': ({ domain }, options) => domain.migrate('192.0.2.1', options),
  'domains.migratePrepare': ({ connection, config }, options) => connection.migratePrepare(config, options),
  'domains.migrateFinish': ({ domain }, options) => domain.migrateFinish({ cancelled: true, ...options }),
  'domains.migrateMaxSpeed': ({ domain }, options) => domain.migrateMaxSpeed(options),
  'domains.migrateSetMaxSpeed': ({ domain }, options) => domain.migrateSetMaxSpeed(1_048_576, options),
  'domains.migrateMaxDowntime': ({ domain }, options) => domain.migrateMaxDowntime(options),
  'domains.migrateSetMaxDowntime': ({ domain }, options) => domain.migrateSetMaxDowntime(500, options),
  'domains.attachDevice': ({ domain, device }, options) => domain.attachDevice(device, options),
  'domains.detachDevice': ({ domain, device }, options) => domain.detachDevice(device, options),
  'domains.updateDevice': ({ domain, device }, options) => domain.updateDevice(device, options),
  'domains.blockIoTune': ({ domain }, options) => domain.blockIoTune('vda', options),
  'domains.setBlockIoTune': ({ domain }, options) => domain.setBlockIoTune('vda', {}, options),
  'domains.interfaceParameters': ({ domain }, options) => domain.interfaceParameters('vnet0', options),
  'domains.setInterfaceParameters': ({ domain }, options) =>
    domain.setInterfaceParameters('vnet0', {}, options),
  'domains.autostart': ({ domain }, options) => domain.autostart(options),
  'domains.setAutostart': ({ domain }, options) => domain.setAutostart(true, options),
  'domains.schedulerType': ({ domain }, options) => domain.schedulerType(options),
  'domains.schedulerParameters': ({ domain }, options) => domain.schedulerParameters(options),
  'domains.setSchedulerParameters': ({ domain }, options) => domain.setSchedulerParameters({}, options),
  'domains.openConsole': ({ domain }, options) => domain.openConsole(options),
  'domains.blockStats': ({ domain }, options) => domain.blockStats(undefined, options),
  'domains.blockInfo': ({ domain }, options) => domain.blockInfo('vda', options),
  'domains.blockErrors': ({ domain }, options) => domain.blockErrors(options),
  'domains.interfaceStats': ({ domain }, options) => domain.interfaceStats('vnet0', options),
  'domains.memoryStats': ({ domain }, options) => domain.memoryStats(options),
  'domains.setMemoryStatsPeriod': ({ domain }, options) => domain.setMemoryStatsPeriod(5, options),
  'domains.cpuStats': ({ domain }, options) => domain.cpuStats(options),
  'domains.reset': ({ domain }, options) => domain.reset(options),
  'domains.injectNmi': ({ domain }, options) => domain.injectNmi(options),
  'domains.sendKey': ({ domain }, options) => domain.sendKey([30], options),
  'domains.screenshot': ({ domain }, options) => domain.screenshot(options),
  'domains.monitorCommand': ({ domain }, options) =>
    domain.monitorCommand('info version', { hmp: true, ...options }),
  'domains.rename': ({ domain }, options) => domain.rename('kit-renamed', options),
  'domains.metadata': ({ domain }, options) => domain.metadata('title', options),
  'domains.setMetadata': ({ domain }, options) => domain.setMetadata('title', 'kit', options),
  'domains.emulatorPin': ({ domain }, options) => domain.emulatorPin(options),
  'domains.pinEmulator': ({ domain }, options) => domain.pinEmulator([0], options),
  'domains.ioThreads': ({ domain }, options) => domain.ioThreads(options),
  'domains.pinIoThread': ({ domain }, options) => domain.pinIoThread(1, [0], options),
  'domains.addIoThread': ({ domain }, options) => domain.addIoThread(1, options),
  'domains.deleteIoThread': ({ domain }, options) => domain.deleteIoThread(1, options),
  'domains.setIoThreadParams': ({ domain }, options) =>
    domain.setIoThreadParams(1, { thread_pool_max: 64 }, options),
  'domains.setLifecycleAction': ({ domain }, options) =>
    domain.setLifecycleAction('poweroff', 'destroy', options),
  'domains.controlInfo': ({ domain }, options) => domain.controlInfo(options),
  'domains.pmSuspendForDuration': ({ domain }, options) => domain.pmSuspendForDuration('mem', 0, options),
  'domains.pmWakeup': ({ domain }, options) => domain.pmWakeup(options),
  'domains.agentCommand': ({ domain }, options) => domain.agentCommand('{"execute":"guest-ping"}', options),
  'domains.fsFreeze': ({ domain }, options) => domain.fsFreeze(undefined, options),
  'domains.fsThaw': ({ domain }, options) => domain.fsThaw(options),
  'domains.fsTrim': ({ domain }, options) => domain.fsTrim(options),
  'domains.fsInfo': ({ domain }, options) => domain.fsInfo(options),
  'domains.hostname': ({ domain }, options) => domain.hostname(options),
  'domains.guestVcpus': ({ domain }, options) => domain.guestVcpus(options),
  'domains.setGuestVcpus': ({ domain }, options) => domain.setGuestVcpus([0], true, options),
  'domains.authorizedSshKeys': ({ domain }, options) => domain.authorizedSshKeys('kit', options),
  'domains.setAuthorizedSshKeys': ({ domain }, options) =>
    domain.setAuthorizedSshKeys('kit', ['ssh-ed25519 kit'], options),
  'domains.setUserPassword': ({ domain }, options) => domain.setUserPassword('kit', 'kit', options),
  'domains.guestInfo': ({ domain }, options) => domain.guestInfo(options),
  'domains.time': ({ domain }, options) => domain.time(options),
  'domains.setTime': ({ domain }, options) => domain.setTime(0, options),
  'domains.interfaceAddresses': ({ domain }, options) => domain.interfaceAddresses('lease', options),
  'domains.subscribe': ({ connection }) => connection.on('domain', nothing),
  'domains.blockResize': ({ domain }, options) => domain.disk('vda').resize(1_048_576, options),
  'domains.blockCopy': ({ domain, path }, options) => domain.disk('vda').copy(path, options),
  'domains.blockCommit': ({ domain }, options) => domain.disk('vda').commit(options),
  'domains.blockPull': ({ domain }, options) => domain.disk('vda').pull(options),
  'domains.blockJobInfo': ({ domain }, options) => domain.disk('vda').jobInfo(options),
  'domains.blockJobAbort': ({ domain }, options) => domain.disk('vda').abortJob(options),
  'domains.setBlockThreshold': ({ domain }, options) => domain.disk('vda').setThreshold(1_048_576, options),
  'domains.blockJobSetSpeed': ({ domain }, options) => domain.disk('vda').setJobSpeed(0, options),

  'networks.list': ({ connection }, options) => connection.listNetworks(options),
  'networks.lookupByUuid': ({ connection, network }, options) =>
    connection.lookupNetworkByUuid(network.uuid, options),
  'networks.lookupByName': ({ connection, network }, options) =>
    connection.lookupNetworkByName(network.name, options),
  'networks.create': ({ connection, networkConfig }, options) =>
    connection.createNetwork(networkConfig, options),
  'networks.define': ({ connection, networkConfig }, options) =>
    connection.defineNetwork(networkConfig, options),
  'networks.undefine': ({ network }, options) => network.undefine(options),
  'networks.start': ({ network }, options) => network.start(options),
  'networks.destroy': ({ network }, options) => network.destroy(options),
  'networks.config': ({ network }, options) => network.config(options),
  'networks.update': ({ network }, options) => network.update(portGroupToAdd, options),
  'networks.dhcpLeases': ({ network }, options) => network.dhcpLeases(options),
  'networks.bridgeName': ({ network }, options) => network.bridgeName(options),
  'networks.autostart': ({ network }, options) => network.autostart(options),
  'networks.setAutostart': ({ network }, options) => network.setAutostart(true, options),
  'networks.subscribe': ({ connection }) => connection.on('network', nothing),

  'snapshots.list': ({ domain }, options) => domain.snapshots(options),
  'snapshots.lookupByName': ({ domain }, options) => domain.lookupSnapshotByName('first', options),
  'snapshots.current': ({ domain }, options) => domain.currentSnapshot(options),
  'snapshots.config': ({ domain }, options) => domain.snapshot('first').config(options),
  'snapshots.create': ({ domain }, options) => domain.createSnapshot({ name: 'first' }, options),
  'snapshots.revert': ({ domain }, options) => domain.snapshot('first').revert(options),
  'snapshots.delete': ({ domain }, options) => domain.snapshot('first').delete(options),
}
