import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DomainOperations, VirtError } from '@virt/core/driver'
import { xmConnection, XmDirectory } from '../src/index.js'

/** Fills the disk that a directory is on, tries to change what is defined there, and prints how that went. */
const [directory = ''] = process.argv.slice(2)
const guest = join(directory, 'guest')
writeFileSync(guest, 'name = "guest"\nmemory = 64\n')
try {
  for (;;) appendFileSync(join(directory, '.full'), Buffer.alloc(1024))
} catch {
  // it is full
}

const siblings = { supports: () => false, run: () => Promise.reject(new VirtError('NO_SUPPORT')) }
const domains = xmConnection(new XmDirectory(directory), siblings).domains as DomainOperations
const ref = await domains.lookupByName('guest', {})
const config = { ...(await domains.config(ref, {}, {})), name: 'new', uuid: undefined }
const answers = await Promise.allSettled([
  domains.setMemory(ref, 32 * 1024, {}, {}),
  domains.define(config, {}),
  domains.setAutostart(ref, true, {}),
])
const details = answers.map((each) =>
  each.status === 'rejected' ? (each.reason as VirtError).message : 'done',
)
console.log(JSON.stringify([details, readdirSync(directory).sort(), readFileSync(guest, 'utf8')]))
