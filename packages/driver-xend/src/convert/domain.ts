import { completeDomain, type DomainConfig, type OsConfig } from '@virt/core/config'
import { unsupported, wholeNumber, withGivenDevices } from '@virt/xen-common'
import { child, formatSxp, parseSxp, text, type Sxp } from '../sxp/index.js'
import { bootloader } from './bootloader.js'
import { domainClock } from './clock.js'
import { cpus } from './cpus.js'
import { disks } from './devices/disk.js'
import { displays } from './devices/display.js'
import { hostdevs } from './devices/hostdev.js'
import { interfaces } from './devices/interface.js'
import { incomplete } from './errors.js'
import { description, name, uuid } from './identity.js'
import { image } from './image/image.js'
import { lifecycles } from './lifecycle.js'
import { memory } from './memory.js'
import { gathered, written, type ConfigVersion, type Part, type Source } from './part.js'
import { vcpus } from './vcpus.js'

/** A domain's expression, in the order in which it is written. */
const parts: readonly Part[] = [
  name,
  memory,
  vcpus,
  cpus,
  uuid,
  description,
  bootloader,
  ...lifecycles,
  image,
  domainClock,
  disks,
  interfaces,
  hostdevs,
  displays,
]

export interface FromSxpOptions {
  readonly configVersion: ConfigVersion
  /** Of a running domain's console: the store knows it, xend does not tell. */
  readonly tty?: string
  /** The port of a running domain's VNC server: likewise. */
  readonly vncPort?: number
}

/**
 * The description of a domain that xend's expression stands for (`(domain ...)` as it answers, or `(vm ...)` as it is sent), as
 * libvirt 4.2 reads it; with the devices that every guest has without the expression saying so.
 *
 * Nothing says which architecture the guest has: `os.type.arch` is absent. PARSE_FAILED for a text that is no domain's,
 * CONFIG_UNSUPPORTED and XML_ERROR for values that libvirt has no words for.
 */
export function domainFromSxp(expression: string | Sxp, options: FromSxpOptions): DomainConfig {
  const source = sourceOf(
    typeof expression === 'string' ? parseSxp(expression, { unclosed: true }) : expression,
    options,
  )
  const found = gathered(parts, source)
  const config = { type: 'xen', ...(source.id !== undefined && { id: source.id }), ...found } as DomainConfig
  const os: OsConfig = config.os
  return { ...completeDomain(withGivenDevices(config)), os }
}

function sourceOf(domain: Sxp, options: FromSxpOptions): Source {
  if (typeof domain === 'string' || (domain[0] !== 'domain' && domain[0] !== 'vm'))
    throw incomplete('neither (domain ...) nor (vm ...)')
  const around = child(domain, 'image') ?? []
  const hvm = child(around, 'hvm')
  const id = wholeNumber(text(domain, 'domid'))
  return {
    domain,
    image: hvm ?? child(around, 'linux') ?? [],
    hvm: hvm !== undefined,
    ...(id !== undefined && { id }),
    ...options,
  }
}

export interface ToSxpOptions {
  readonly configVersion: ConfigVersion
}

/** The expression `(vm ...)` that xend creates or defines a domain from. CONFIG_UNSUPPORTED for what it cannot say. */
export function domainToSxp(config: DomainConfig, options: ToSxpOptions): string {
  return formatSxp(sxpOfDomain(config, options))
}

/** The value of {@link domainToSxp}. */
export function sxpOfDomain(config: DomainConfig, { configVersion }: ToSxpOptions): Sxp {
  const { devices = {}, os } = config
  if (!kinds.has(os.type.name)) throw unsupported(`unsupported OS type '${os.type.name}'`)
  return ['vm', ...written(parts, { config, devices, hvm: os.type.name === 'hvm', configVersion })]
}

const kinds = new Set(['hvm', 'linux', 'xen'])
