import type { DomainCapabilities } from '@virt/core/config'
import { VirtError, type DomainCapabilitiesRequest } from '@virt/core/driver'
import { maxVcpus } from './test-host.js'

/** What domains of the simulated host may say, as far as it matters to a simulation. */
export function domainCapabilities({
  type = 'test',
  arch = 'i686',
  machine,
  emulator,
}: DomainCapabilitiesRequest): DomainCapabilities {
  if (type !== 'test' || arch !== 'i686')
    throw new VirtError('INVALID_ARG', `no domains of type '${type}' for architecture '${arch}'`, {
      origin: 'TEST',
    })
  return {
    ...(emulator !== undefined && { path: emulator }),
    domain: type,
    ...(machine !== undefined && { machine }),
    arch,
    vcpu: { max: maxVcpus },
    iothreads: { supported: true },
    cpu: { modes: [{ name: 'custom', supported: false }] },
    features: { sev: { supported: false }, sgx: { supported: false } },
  }
}
