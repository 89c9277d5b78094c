import {
  completeDomain,
  withoutSecrets,
  type ConsoleConfig,
  type DomainConfig,
  type OsConfig,
} from '@virt/core/config'
import type { Call, ConfigFlags } from '@virt/core/driver'
import type { XenStoreClient } from '../../client/client.js'
import { consoleTty } from '../console-tty.js'
import { refusal, unknown } from '../errors.js'
import { factsOf, osTypeOf } from '../facts.js'
import type { Resident } from '../resident.js'
import { lineOf } from '../values.js'
import { disksOf } from './disks.js'
import { graphicsOf } from './graphics.js'
import { interfacesOf } from './interfaces.js'

/**
 * The description of a running domain, as far as the store goes: name, uuid, memory, processors, what it booted, disks,
 * network cards, displays and the console. NO_SUPPORT for its definition, and where the store does not know its memory.
 */
export async function describe(
  client: XenStoreClient,
  resident: Resident,
  { inactive = false, secure = false }: ConfigFlags,
  call: Call,
): Promise<DomainConfig> {
  const { id, name, uuid } = resident
  if (inactive) throw refusal('NO_SUPPORT', `the store has no definition of domain '${name}'`)
  const [facts, os, tty, disks, interfaces, graphics] = await Promise.all([
    factsOf(client, resident, call),
    osOf(client, resident, call),
    consoleTty(client, resident, undefined, call),
    disksOf(client, resident, call),
    interfacesOf(client, resident, call),
    graphicsOf(client, resident, call),
  ])
  const { maximum, target = 0, vcpus = { current: 1, maximum: 1 } } = facts
  if (maximum === undefined) throw unknown('the memory', name)
  const consoles = tty === undefined ? [] : [consoleOf(tty)]
  const config: DomainConfig = {
    type: 'xen',
    id,
    name,
    uuid,
    memory: Math.max(maximum, target),
    currentMemory: target,
    vcpu: { count: vcpus.maximum, ...(vcpus.current < vcpus.maximum && { current: vcpus.current }) },
    os,
    devices: { disks, interfaces, consoles, graphics },
  }
  return completeDomain(secure ? config : withoutSecrets(config))
}

async function osOf(client: XenStoreClient, resident: Resident, call: Call): Promise<OsConfig> {
  const { vm } = resident
  const image = async (node: string): Promise<string | undefined> =>
    vm === undefined ? undefined : lineOf(await client.tryRead(`${vm}/image/${node}`, call))
  const [name, kernel, initrd, cmdline] = await Promise.all([
    osTypeOf(client, resident, call),
    image('kernel'),
    image('ramdisk'),
    image('cmdline'),
  ])
  const boots = name === 'hvm' ? {} : { kernel, initrd, cmdline }
  return { type: { name }, ...given(boots) }
}

const given = <T extends object>(values: T): Partial<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>

const consoleOf = (path: string): ConsoleConfig => ({
  type: 'pty',
  tty: path,
  sources: [{ path }],
  target: { type: 'xen', port: 0 },
})
