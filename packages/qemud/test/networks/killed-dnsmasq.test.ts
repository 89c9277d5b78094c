import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseNetwork } from '@virt/core/config'
import { expect, it, onTestFinished, vi } from 'vitest'
import { dnsmasqFiles } from '../../src/networks/dnsmasq/files.js'

const network = parseNetwork('<network><name>n</name><ip address="192.0.2.1"/></network>')

/** Starts with a dnsmasq that is killed so often while it starts; answers how often it was started. */
async function startsOf(kills: number): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), 'virt-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  const starts = join(directory, 'starts')
  appendFileSync(starts, '')
  const program = `#!/bin/sh\necho >>${starts}\n[ $(wc -l <${starts}) -gt ${kills} ] || kill -9 $$\n`
  writeFileSync(join(directory, 'dnsmasq'), program, { mode: 0o755 })
  vi.stubEnv('PATH', `${directory}:${process.env['PATH']}`)
  onTestFinished(() => void vi.unstubAllEnvs())
  vi.resetModules()
  const { startDnsmasq } = await import('../../src/networks/dnsmasq/process.js')
  await startDnsmasq(network, 'virbr0', dnsmasqFiles(join(directory, 'files'), 'n'))
  return readFileSync(starts, 'utf8').length
}

it('dnsmasq is started again when it is killed while it starts', async () => {
  expect(await startsOf(0)).toBe(1)
  expect(await startsOf(2)).toBe(3)
})

it('a dnsmasq that is killed each time fails, and how is said', async () => {
  await expect(startsOf(3)).rejects.toMatchObject({
    code: 'OPERATION_FAILED',
    detail: 'dnsmasq: ended by SIGKILL',
  })
})
