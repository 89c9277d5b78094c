import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { open, openReadOnly, type Domain } from '@virt/core'
import { describeDriver } from '@virt/core/testing'
import { afterAll, describe, it } from 'vitest'
import { nanoDomainXml, readyMarker } from '../../../tools/guests/index.mjs'
import { peer } from '../../../tools/peers.mjs'
import '../src/index.js'
import { kill, makeHome, until } from './support.js'

const limits = { guestReactsWithin: 5000, consoleEchoes: true, opens: 200, sequences: 15 }
const runner = { describe, it }

if (peer('qemu')) {
  const directory = mkdtempSync(join(tmpdir(), 'virt-'))
  const home = makeHome()
  afterAll(() => {
    home.remove()
    rmSync(directory, { recursive: true, force: true })
  })
  const log = (name: string): string => join(directory, `${name}.log`)
  const guest = (name: string): string => {
    const source = `<source mode='bind' path='${join(directory, name)}.sock'/>`
    const serial = `<serial type='unix'>${source}<log file='${log(name)}'/></serial>`
    return nanoDomainXml({ name, serial, devices: "<controller type='usb' model='qemu-xhci'/>" })
  }
  const network = (name: string): string =>
    `<network><name>${name}</name><forward mode='bridge'/><bridge name='kit0'/></network>`
  const image = join(directory, 'device.img')
  writeFileSync(image, Buffer.alloc(1 << 20))
  const device = (): string =>
    `<disk type='file'><source file='${image}'/><target dev='sdk' bus='usb'/></disk>`
  const booted = (domain: Domain): Promise<void> =>
    until(() => readFileSync(log(domain.name), 'utf8').includes(readyMarker), 'the guest is ready')

  await describeDriver({
    name: 'qemu:///embed',
    open: ({ readOnly }) => (readOnly ? openReadOnly : open)(`qemu:///embed?root=${directory}/root`),
    guest,
    network,
    device,
    booted,
    limits,
    runner,
  })

  await describeDriver({
    name: 'qemu:///session',
    open: ({ readOnly }) => (readOnly ? openReadOnly : open)('qemu:///session'),
    guest,
    network,
    device,
    booted,
    limits,
    runner,
    kill: async () => home.daemons().forEach(kill),
  })
} else {
  describe.skip('the contract', () => undefined)
}
