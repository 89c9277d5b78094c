import type { OperationName } from '../../contract/operations.js'
import type { ErrorCode } from '../../errors/codes.js'
import { refused } from '../expect.js'
import { type Rule, rule } from '../rule.js'
import { type Cast, strangers } from '../samples.js'

type BadCall = readonly [
  operation: OperationName,
  what: string,
  call: (cast: Cast) => PromiseLike<unknown>,
  code?: ErrorCode,
]

const unknownFlag = { sideways: true } as object
const notBoolean = 'yes' as unknown as boolean
const brokenXml = '<domain type='

/** Bad values that must be refused before anything is done with them. The domain of these calls does not exist. */
const badCalls: readonly BadCall[] = [
  ['host.maxVcpus', 'an empty type', ({ connection }) => connection.maxVcpus('')],
  ['domains.list', 'an unknown filter', ({ connection }) => connection.listDomains(unknownFlag)],
  ['domains.lookupById', 'a negative id', ({ connection }) => connection.lookupDomainById(-1)],
  ['domains.lookupById', 'a fraction', ({ connection }) => connection.lookupDomainById(1.5)],
  ['domains.lookupByUuid', 'a uuid too short', ({ connection }) => connection.lookupDomainByUuid('1234')],
  ['domains.lookupByName', 'an empty name', ({ connection }) => connection.lookupDomainByName('')],
  ['domains.lookupByName', 'a name with NUL', ({ connection }) => connection.lookupDomainByName('a\0b')],
  ['domains.define', 'broken XML', ({ connection }) => connection.defineDomain(brokenXml), 'XML_ERROR'],
  ['domains.create', 'broken XML', ({ connection }) => connection.createDomain(brokenXml), 'XML_ERROR'],
  [
    'domains.create',
    'an unknown flag',
    ({ connection, config }) => connection.createDomain(config, unknownFlag),
  ],
  ['domains.start', 'an unknown flag', ({ domain }) => domain.start(unknownFlag)],
  ['domains.destroy', 'an unknown flag', ({ domain }) => domain.destroy(unknownFlag)],
  ['domains.config', 'an unknown flag', ({ domain }) => domain.config(unknownFlag)],
  ['domains.setMaxMemory', 'less than 4096 KiB', ({ domain }) => domain.setMaxMemory(4095)],
  ['domains.setMemory', 'less than 4096 KiB', ({ domain }) => domain.setMemory(4095)],
  ['domains.setMemory', 'a fraction', ({ domain }) => domain.setMemory(65536.5)],
  ['domains.setVcpus', 'no vcpu', ({ domain }) => domain.setVcpus(0)],
  ['domains.setVcpu', 'no vcpu', ({ domain }) => domain.setVcpu([], true)],
  ['domains.pinVcpu', 'no host CPU', ({ domain }) => domain.pinVcpu(0, [])],
  ['domains.pinVcpu', 'a negative vcpu', ({ domain }) => domain.pinVcpu(-1, [0])],
  ['domains.save', 'an empty path', ({ domain }) => domain.save('')],
  ['domains.restore', 'a path with NUL', ({ connection }) => connection.restoreDomain('/a\0b')],
  [
    'domains.saveImageDefine',
    'broken XML',
    ({ connection, path }) => connection.saveImageDefine(path, brokenXml),
    'XML_ERROR',
  ],
  [
    'domains.managedSaveDefine',
    'an unknown flag',
    ({ domain, config }) => domain.managedSaveDefine(config, unknownFlag),
  ],
  ['domains.coreDump', 'an empty path', ({ domain }) => domain.coreDump('')],
  ['domains.attachDevice', 'broken XML', ({ domain }) => domain.attachDevice('<disk'), 'XML_ERROR'],
  ['domains.detachDevice', 'broken XML', ({ domain }) => domain.detachDevice('<disk'), 'XML_ERROR'],
  ['domains.setAutostart', 'a value that is not boolean', ({ domain }) => domain.setAutostart(notBoolean)],
  [
    'domains.setSchedulerParameters',
    'a value that is no number',
    ({ domain }) => domain.setSchedulerParameters({ weight: Number.NaN }),
  ],
  ['domains.blockInfo', 'an empty disk', ({ domain }) => domain.blockInfo('')],
  ['domains.setMemoryStatsPeriod', 'a negative period', ({ domain }) => domain.setMemoryStatsPeriod(-1)],
  ['domains.sendKey', 'no key', ({ domain }) => domain.sendKey([])],
  ['domains.sendKey', 'an unknown codeset', ({ domain }) => domain.sendKey([1], { codeset: 'x' as 'xt' })],
  ['domains.screenshot', 'a negative screen', ({ domain }) => domain.screenshot({ screen: -1 })],
  ['domains.rename', 'an empty name', ({ domain }) => domain.rename('')],
  ['domains.metadata', 'an unknown type', ({ domain }) => domain.metadata('poem' as 'title')],
  ['domains.pinIoThread', 'no host CPU', ({ domain }) => domain.pinIoThread(1, [])],
  [
    'domains.setIoThreadParams',
    'a value that is no number',
    ({ domain }) => domain.setIoThreadParams(1, { poll_max_ns: Number.NaN }),
  ],
  [
    'domains.pmSuspendForDuration',
    'an unknown target',
    ({ domain }) => domain.pmSuspendForDuration('tape' as 'disk'),
  ],
  ['domains.setBlockThreshold', 'a negative threshold', ({ domain }) => domain.disk('vda').setThreshold(-1)],
  ['domains.openConsole', 'an unknown flag', ({ domain }) => domain.openConsole(unknownFlag)],
  ['domains.blockResize', 'a negative size', ({ domain }) => domain.disk('vda').resize(-1)],
  ['domains.blockCopy', 'an empty path', ({ domain }) => domain.disk('vda').copy('')],
  [
    'domains.blockCopy',
    'an unknown type',
    ({ domain }) => domain.disk('vda').copy({ path: '/copy', type: 'moon' as 'file' }),
  ],
  ['domains.blockPull', 'a negative limit', ({ domain }) => domain.disk('vda').pull({ bandwidth: -1 })],
  ['domains.blockCommit', 'an unknown flag', ({ domain }) => domain.disk('vda').commit(unknownFlag)],
  ['domains.blockJobAbort', 'an unknown flag', ({ domain }) => domain.disk('vda').abortJob(unknownFlag)],
  ['domains.blockJobSetSpeed', 'a fraction', ({ domain }) => domain.disk('vda').setJobSpeed(1.5)],
  ['networks.list', 'an unknown filter', ({ connection }) => connection.listNetworks(unknownFlag)],
  ['networks.lookupByUuid', 'a uuid too short', ({ connection }) => connection.lookupNetworkByUuid('1234')],
  ['networks.lookupByName', 'an empty name', ({ connection }) => connection.lookupNetworkByName('')],
  ['networks.define', 'broken XML', ({ connection }) => connection.defineNetwork('<network'), 'XML_ERROR'],
  ['networks.create', 'broken XML', ({ connection }) => connection.createNetwork('<network'), 'XML_ERROR'],
  ['networks.config', 'an unknown flag', ({ network }) => network.config(unknownFlag)],
  [
    'networks.update',
    'an element of another section',
    ({ network }) => network.update({ command: 'delete', section: 'dns-txt', value: '<host/>' }),
    'XML_ERROR',
  ],
  [
    'networks.update',
    'an unknown command',
    ({ network }) =>
      network.update({ command: 'turn' as 'modify', section: 'dns-txt', value: "<txt name='a'/>" }),
  ],
  [
    'networks.dhcpLeases',
    'no MAC address',
    ({ network }) => network.dhcpLeases({ mac: '52:54:00' }),
    'INVALID_MAC',
  ],
  ['networks.setAutostart', 'a value that is not boolean', ({ network }) => network.setAutostart(notBoolean)],
  ['snapshots.list', 'an unknown filter', ({ domain }) => domain.snapshots(unknownFlag)],
  ['snapshots.lookupByName', 'an empty name', ({ domain }) => domain.lookupSnapshotByName('')],
  ['snapshots.create', 'broken XML', ({ domain }) => domain.createSnapshot('<domainsnapshot'), 'XML_ERROR'],
  ['snapshots.create', 'an unknown flag', ({ domain }) => domain.createSnapshot({}, unknownFlag)],
  ['snapshots.revert', 'an unknown flag', ({ domain }) => domain.snapshot('first').revert(unknownFlag)],
  ['snapshots.delete', 'an empty name', ({ domain }) => domain.snapshot('').delete()],
]

const refuses = ([operation, what, call, code = 'INVALID_ARG']: BadCall): Rule =>
  rule(`${operation} with ${what} is ${code}`, [operation], async (context) => {
    const cast = await strangers(context, context.connection)
    await refused(call(cast), code, `${operation} with ${what}`)
  })

export const badArgumentRules: readonly Rule[] = badCalls.map(refuses)
