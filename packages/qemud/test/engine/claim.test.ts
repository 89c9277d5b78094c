import { expect, it } from 'vitest'
import { claim, settle } from '../../src/engine/claim.js'
import type { EngineContext } from '../../src/engine/context.js'
import { DomainList } from '../../src/engine/domain-list.js'
import { nano, uuids } from '../support/engine.js'

const [uuid] = uuids
const definition = nano({ name: 'a', uuid })

it('keeps a domain whose last guest ends while it is being defined', async () => {
  const context = { domains: new DomainList() } as EngineContext
  const domain = claim(context, { name: 'a', uuid })
  await settle(context, domain, {}, async () => {
    await Promise.resolve()
    context.domains.prune(domain)
    await Promise.resolve()
    domain.definition = definition
  })
  expect(context.domains.byName('a')).toBe(domain)
})

it('refuses a description whose domain got another name before its turn', async () => {
  const context = { domains: new DomainList() } as EngineContext
  const domain = claim(context, { name: 'a', uuid })
  domain.definition = definition
  const renamed = domain.jobs.run(async () => context.domains.rename(domain, 'b'))
  const defined = settle(context, domain, {}, async () => undefined)
  await renamed
  await expect(defined).rejects.toMatchObject({ code: 'DOM_EXIST' })
})

it('forgets a claim that led to nothing', async () => {
  const context = { domains: new DomainList() } as EngineContext
  const domain = claim(context, { name: 'a', uuid })
  const failed = settle(context, domain, {}, async () => Promise.reject(new Error('no')))
  await expect(failed).rejects.toThrow('no')
  expect(claim(context, { name: 'a', uuid: uuids[1] })).not.toBe(domain)
})
