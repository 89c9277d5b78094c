import { randomUUID } from 'node:crypto'
import type { DomainConfig } from '@virt/core/config'
import { VirtError, type Call } from '@virt/core/driver'
import { checkSupported } from '../command-line/check-supported.js'
import { checkName } from '../store/domain-name.js'
import type { EngineContext } from './context.js'
import { ManagedDomain } from './domain.js'
import { virtTypeOf } from './find-emulator.js'
import { checkPolicy } from './lifecycle-policy.js'

/** A description that can be defined or started, with its uuid. */
export function accepted(config: DomainConfig): DomainConfig & { readonly uuid: string } {
  checkName(config.name)
  virtTypeOf(config.type)
  checkSupported(config)
  checkPolicy(config)
  return { ...config, id: undefined, uuid: config.uuid ?? randomUUID() }
}

/** The domain that a description is about. DOM_EXIST when its name or uuid belongs to another. */
export function claim(context: EngineContext, { name, uuid }: { name: string; uuid: string }): ManagedDomain {
  const domain = context.domains.claim(name, uuid) ?? new ManagedDomain(name, uuid)
  context.domains.add(domain)
  return domain
}

/** Do something that makes a claimed domain exist, in its turn. */
export async function settle<T>(
  context: EngineContext,
  domain: ManagedDomain,
  call: Call,
  job: () => Promise<T>,
): Promise<T> {
  const { name, uuid } = domain
  domain.claims++
  try {
    return await domain.jobs.run(() => {
      context.domains.claim(name, uuid)
      return job()
    }, call)
  } finally {
    domain.claims--
    context.domains.prune(domain)
  }
}

/** The same for something that makes it active. DOM_EXIST when it is. */
export function settleActive<T>(
  context: EngineContext,
  domain: ManagedDomain,
  call: Call,
  job: () => Promise<T>,
): Promise<T> {
  return settle(context, domain, call, async () => {
    if (domain.guest)
      throw new VirtError('DOM_EXIST', `domain '${domain.name}' is already active`, { origin: 'DOMAIN' })
    return job()
  })
}
