import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Domain } from '@virt/core'
import type { DriverHarness } from '@virt/core/testing'
import { afterAll, describe, it } from 'vitest'
import { nanoDomainXml, readyMarker } from '../../../tools/guests/index.mjs'
import { until } from './support.js'

/** What the kit needs to know of QEMU wherever its engine runs, and a directory for the guests' files. */
export interface Kit {
  readonly directory: string
  readonly harness: Omit<DriverHarness, 'name' | 'open'>
}

/** For one test file. */
export function makeKit(): Kit {
  const directory = mkdtempSync(join(tmpdir(), 'virt-'))
  afterAll(() => rmSync(directory, { recursive: true, force: true }))
  const image = join(directory, 'device.img')
  writeFileSync(image, Buffer.alloc(1 << 20))
  const log = (name: string): string => join(directory, `${name}.log`)
  const guest = (name: string): string => {
    const source = `<source mode='bind' path='${join(directory, name)}.sock'/>`
    const serial = `<serial type='unix'>${source}<log file='${log(name)}'/></serial>`
    return nanoDomainXml({ name, serial, devices: "<controller type='usb' model='qemu-xhci'/>" })
  }
  const harness = {
    guest,
    network: (name: string) =>
      `<network><name>${name}</name><forward mode='bridge'/><bridge name='kit0'/></network>`,
    device: () => `<disk type='file'><source file='${image}'/><target dev='sdk' bus='usb'/></disk>`,
    booted: (domain: Domain) =>
      until(() => readFileSync(log(domain.name), 'utf8').includes(readyMarker), 'the guest is ready'),
    limits: { guestReactsWithin: 5000, consoleEchoes: true, opens: 200, sequences: 10 },
    runner: { describe, it },
  }
  return { directory, harness }
}
