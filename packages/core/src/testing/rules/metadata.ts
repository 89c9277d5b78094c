import { equal, refused } from '../expect.js'
import { type Rule, rule } from '../rule.js'

const uri = 'urn:virt:kit'
const element = '<note importance="high">\n  <by>kit</by>\n</note>'

export const metadataRules: readonly Rule[] = [
  rule(
    'domains.setMetadata is what domains.metadata says, until it is removed',
    ['domains.setMetadata', 'domains.metadata', 'domains.define'],
    async (context) => {
      const domain = await context.define()
      for (const [type, value] of [
        ['title', 'a title'],
        ['description', 'two\nlines'],
        ['element', element],
      ] as const) {
        const key = type === 'element' ? { key: 'kit' } : {}
        await refused(domain.metadata(type, { uri }), 'NO_DOMAIN_METADATA', `the ${type} that is not there`)
        await domain.setMetadata(type, value, { ...key, uri })
        equal(await domain.metadata(type, { uri }), value, `the ${type}`)
        await domain.setMetadata(type, undefined, { uri })
        await refused(domain.metadata(type, { uri }), 'NO_DOMAIN_METADATA', `the ${type} that was removed`)
      }
    },
  ),
  rule(
    'domains.setMetadata with a title of two lines is INVALID_ARG',
    ['domains.setMetadata', 'domains.define'],
    async (context) => {
      const domain = await context.define()
      await refused(domain.setMetadata('title', 'two\nlines'), 'INVALID_ARG', 'setting it')
      await refused(domain.setMetadata('element', element), 'INVALID_ARG', 'an element of no namespace')
    },
  ),
  rule(
    'domains.rename gives a definition another name, and keeps all else',
    ['domains.rename', 'domains.lookupByName', 'domains.config', 'domains.define'],
    async (context) => {
      const domain = await context.define()
      const before = await domain.config()
      const [old, name] = [domain.name, `${domain.name}-renamed`]
      await domain.rename(name)
      equal(domain.name, name, 'its name')
      equal(await domain.config(), { ...before, name }, 'its description')
      equal((await context.connection.lookupDomainByName(name)).uuid, domain.uuid, 'the uuid of that name')
      await refused(context.connection.lookupDomainByName(old), 'NO_DOMAIN', 'the name that it had')
      await domain.rename(old)
    },
  ),
  rule(
    'domains.rename to a name that is taken is DOM_EXIST, and changes nothing',
    ['domains.rename', 'domains.lookupByName', 'domains.define'],
    async (context) => {
      const [domain, other] = [await context.define(), await context.define()]
      await refused(domain.rename(other.name), 'DOM_EXIST', 'renaming it')
      equal((await context.connection.lookupDomainByName(domain.name)).uuid, domain.uuid, 'the name it has')
    },
  ),
  rule(
    'domains.rename of a domain that runs is OPERATION_INVALID',
    ['domains.rename', 'domains.define', 'domains.start'],
    async (context) => {
      const domain = await context.running()
      await refused(domain.rename(`${domain.name}-renamed`), 'OPERATION_INVALID', 'renaming it')
    },
  ),
]
