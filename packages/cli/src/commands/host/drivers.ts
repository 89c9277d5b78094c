import {
  defaultRegistry,
  openReadOnly,
  operationNames,
  Registry,
  VirtError,
  type Driver,
  type DriverPackage,
  type OperationName,
} from '@virt/core'
import { discover } from '../../connect/load-drivers.js'
import { format, present } from '../../output/format.js'
import { tableOf, type Table } from '../../output/table.js'
import { command, type Command } from '../../parser/command.js'
import { Failure } from '../../parser/failure.js'
import { bool, string } from '../../parser/options.js'
import type { Session } from '../../session.js'

/** An installed driver, and what it can do if it was opened. */
interface Installed {
  readonly name: string
  readonly package: string
  readonly version: string
  readonly schemes: readonly string[]
  /** What it would open on this host. */
  readonly uri?: string
  readonly supports?: readonly OperationName[]
  /** Why it cannot be used here. */
  readonly problem?: string
}

export const drivers: Command = command({
  name: 'drivers',
  summary: 'installed drivers',
  description:
    'List the drivers that are installed and the URI that each would open here; with --matrix, open it and show which operations it supports.',
  offline: true,
  options: {
    driver: string('only the driver of this name'),
    matrix: bool('open each driver and show every operation against it'),
    format,
  },
  run: async (session, { driver, matrix, format: wanted }) => {
    const packages = await discover(session.cwd)
    const chosen = packages.filter(({ name }) => driver === undefined || name === driver)
    if (driver !== undefined && chosen.length === 0) throw new Failure(`no driver '${driver}' is installed`)
    const all = await Promise.all(chosen.map((each) => inspect(each, matrix, session)))
    present(session, wanted, all, () => (matrix ? formatMatrix(all) : formatList(all)))
  },
})

async function inspect(found: DriverPackage, open: boolean, session: Session): Promise<Installed> {
  const { name, package: from, version, schemes } = found
  const known = { name, package: from, version, schemes }
  try {
    const driver = await registered(found)
    const uri = await uriOf(driver)
    if (uri === undefined) return { ...known, problem: 'finds no hypervisor on this host' }
    return { ...known, uri, supports: open ? await supportOf(driver, uri, session) : undefined }
  } catch (thrown) {
    return { ...known, problem: thrown instanceof Error ? thrown.message : String(thrown) }
  }
}

/** A package enters its driver in the registry when it is imported. */
async function registered(found: DriverPackage): Promise<Driver> {
  const loaded = await found.load().catch((cause: unknown) => cause)
  const driver = defaultRegistry.drivers.find(({ name }) => name === found.name)
  if (driver) return driver
  throw VirtError.from(loaded)
}

/** What the driver finds here; a driver that looks for nothing needs nothing, and has a default. */
async function uriOf(driver: Driver): Promise<string | undefined> {
  return driver.probe ? driver.probe() : `${driver.schemes[0]}:///default`
}

async function supportOf(driver: Driver, uri: string, session: Session): Promise<readonly OperationName[]> {
  const registry = new Registry()
  registry.register(driver)
  await using connection = await openReadOnly(uri, { registry, ...session.call })
  return connection.supported
}

function formatList(all: readonly Installed[]): Table {
  const rows = all.map(({ name, package: from, version, schemes, uri, problem }) => [
    name,
    from,
    version,
    schemes.join(' '),
    uri ?? problem ?? '-',
  ])
  return tableOf(['Driver', 'Package', 'Version', 'Schemes', 'Here'], rows)
}

function formatMatrix(all: readonly Installed[]): Table {
  const rows = operationNames.map((operation) => [
    operation,
    ...all.map(({ supports }) => (supports ? (supports.includes(operation) ? 'yes' : '-') : '?')),
  ])
  return tableOf(['Operation', ...all.map(({ name }) => name)], rows)
}
