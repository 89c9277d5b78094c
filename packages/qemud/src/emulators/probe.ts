import { spawn, type ChildProcess } from 'node:child_process'
import type { Socket } from 'node:net'
import { VirtError } from '@virt/core/driver'
import { QmpClient } from '../qmp/client.js'
import type { QmpCpuDefinition, QmpMachine } from '../qmp/commands.js'
import { architectureOfTarget } from './architectures.js'
import { askedTypes, type Emulator, type MachineType } from './emulator.js'

const patience = 30_000
const oldest = { major: 6, minor: 2 }
const stderrTail = 2000

const probeArguments: readonly string[] = [
  ['-machine', 'none'],
  ['-nodefaults'],
  ['-no-user-config'],
  ['-S'],
  ['-display', 'none'],
  ['-chardev', 'socket,id=monitor,fd=3'],
  ['-mon', 'chardev=monitor,mode=control'],
].flat()

/**
 * Ask an emulator what it can do: start it without a machine, over a socket pair, and put every question in one write.
 *
 * @throws INTERNAL_ERROR "Failed to probe QEMU binary with QMP", with what it said on stderr; CONFIG_UNSUPPORTED when
 * it is older than QEMU 6.2, which brought JSON arguments.
 */
export async function probe(path: string): Promise<Emulator> {
  const child = spawn(path, probeArguments, {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], LC_ALL: 'C', HOME: '/', XDG_RUNTIME_DIR: '/' },
  })
  const complaint = listenTo(child)
  try {
    return await interview(path, child)
  } catch (error) {
    child.kill('SIGKILL')
    throw failed(path, error, await complaint)
  }
}

async function interview(path: string, child: ChildProcess): Promise<Emulator> {
  const client = await QmpClient.open(child.stdio[3] as Socket, { timeout: patience })
  const [target, kvm, machines, definitions, gic, options, devices, objects, cpuTypes] = await Promise.all([
    client.execute('query-target', undefined, { timeout: patience }),
    client.execute('query-kvm'),
    client.execute('query-machines'),
    client.execute('query-cpu-definitions').catch(() => undefined),
    client.execute('query-gic-capabilities').catch(() => []),
    client.execute('query-command-line-options', {}),
    client.execute('qom-list-types', { implements: 'device', abstract: false }),
    client.execute('qom-list-types', { implements: 'user-creatable', abstract: false }),
    client.execute('qom-list-types', { implements: 'cpu', abstract: false }),
  ])
  const fullest = cpuTypes.find(({ name }) => name.startsWith('max-'))
  const [cpuProperties, properties] = await Promise.all([
    fullest ? client.execute('device-list-properties', { typename: fullest.name }) : [],
    Promise.all(askedTypes.map((typename) => propertiesOf(client, typename))),
    client.execute('quit'),
  ])
  const version = client.version
  return recent({
    path,
    arch: architectureOfTarget(target.arch)?.arch ?? target.arch,
    version: version.qemu,
    package: version.package,
    kvm: kvm.present,
    machines: machines.map(machineType),
    ...cpuModels(definitions ?? cpuTypes.map(definition)),
    cpuFeatures: new Set(cpuProperties.map(({ name }) => name)),
    gicVersions: gic.map((row) => row.version).sort(),
    types: new Set([...devices, ...objects].map(({ name }) => name)),
    properties: new Map(properties),
    options: new Map(options.map((row) => [row.option, new Set(row.parameters.map(({ name }) => name))])),
  })
}

type Properties = readonly [type: string, properties: ReadonlySet<string>]

/** Devices and machines are asked in different words; a type that is not there has no properties. */
async function propertiesOf(client: QmpClient, typename: string): Promise<Properties> {
  const question = typename.endsWith('-machine') ? 'qom-list-properties' : 'device-list-properties'
  const rows = await client.execute(question, { typename }).catch(() => [])
  return [typename, new Set(rows.map(({ name }) => name))]
}

type CpuRow = Pick<QmpCpuDefinition, 'name' | 'unavailable-features'> & { readonly deprecated?: boolean }

/** A CPU model of a target that tells nothing but its types' names: `rv64-riscv-cpu`. */
function definition({ name }: { readonly name: string }): CpuRow {
  return { name: name.replace(/-[^-]+-cpu$/, '') }
}

type CpuModels = Pick<Emulator, 'cpuModels' | 'unusableCpuModels' | 'deprecatedCpuModels'>

function cpuModels(rows: readonly CpuRow[]): CpuModels {
  const names = (wanted: (row: CpuRow) => boolean): readonly string[] =>
    rows
      .filter(wanted)
      .map(({ name }) => name)
      .sort()
  return {
    cpuModels: names(() => true),
    unusableCpuModels: names((row) => (row['unavailable-features']?.length ?? 0) > 0),
    deprecatedCpuModels: names(({ deprecated }) => deprecated === true),
  }
}

function machineType(row: QmpMachine): MachineType {
  return {
    name: row.name,
    alias: row.alias,
    isDefault: row['is-default'] ?? false,
    maxCpus: row['cpu-max'],
    deprecated: row.deprecated,
    hotpluggableCpus: row['hotpluggable-cpus'],
    ramId: row['default-ram-id'],
    defaultCpu: row['default-cpu-type'],
  }
}

function recent(emulator: Emulator): Emulator {
  const { major, minor, micro } = emulator.version
  if (major > oldest.major || (major === oldest.major && minor >= oldest.minor)) return emulator
  throw new VirtError(
    'CONFIG_UNSUPPORTED',
    `QEMU version >= ${oldest.major}.${oldest.minor}.0 is required, but ${major}.${minor}.${micro} found`,
    { origin: 'QEMU' },
  )
}

/** Resolves with the end of what the child says on stderr, when it has stopped or could not start. */
function listenTo(child: ChildProcess): Promise<string> {
  let said = ''
  child.stderr?.on('data', (data: Buffer) => (said = (said + data.toString()).slice(-stderrTail)))
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', () => resolve(said.trim()))
  })
}

function failed(path: string, error: unknown, complaint: string): VirtError {
  if (VirtError.is(error) && error.code === 'CONFIG_UNSUPPORTED') return error
  const reason = complaint || VirtError.from(error).message
  return new VirtError('INTERNAL_ERROR', `Failed to probe QEMU binary with QMP: ${path}: ${reason}`, {
    origin: 'QEMU',
    cause: error,
  })
}
