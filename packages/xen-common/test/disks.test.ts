import type { DiskConfig } from '@virt/core/config'
import { expect, test } from 'vitest'
import { orderedDisks, splitTarget, withGivenDevices, withoutIoemu } from '../src/index.js'

const disk = (dev: string): DiskConfig => ({ type: 'file', device: 'disk', target: { dev } })

test.each([
  [
    ['hdc', 'ioemu:hda'],
    ['ioemu:hda', 'hdc'],
  ],
  [
    ['hdb', 'xvda', 'hda'],
    ['hda', 'hdb', 'xvda'],
  ],
  [
    ['xvdaa', 'xvdz', 'xvdb'],
    ['xvdb', 'xvdz', 'xvdaa'],
  ],
  [
    ['sda2', 'sda1', 'odd'],
    ['sda2', 'sda1', 'odd'],
  ],
])('Disks %j stand in order', (devs, ordered) => {
  expect(orderedDisks(devs.map(disk)).map(({ target }) => target.dev)).toEqual(ordered)
})

test('A name says what a disk is', () => {
  expect(splitTarget('hdc:cdrom')).toEqual({ dev: 'hdc', device: 'cdrom' })
  expect(splitTarget('hda:disk')).toEqual({ dev: 'hda', device: 'disk' })
  expect(splitTarget('hda:disk:disk')).toEqual({ dev: 'hda:disk', device: 'disk' })
  expect(splitTarget('hda')).toEqual({ dev: 'hda', device: 'disk' })
  expect(splitTarget(':disk')).toEqual({ dev: ':disk', device: 'disk' })
  expect(withoutIoemu('ioemu:hda')).toBe('hda')
})

test('Every guest has a mouse, a keyboard and a balloon', () => {
  const domain = { type: 'xen', name: 'd', memory: 1, os: { type: { name: 'hvm' } } } as const
  const given = withGivenDevices({ ...domain, devices: { inputs: [{ type: 'mouse', bus: 'ps2' }] } })
  const { inputs, memballoon } = given.devices ?? {}
  expect({ inputs, memballoon }).toEqual({
    inputs: [
      { type: 'mouse', bus: 'ps2' },
      { type: 'keyboard', bus: 'ps2' },
    ],
    memballoon: { model: 'xen' },
  })
  expect(withGivenDevices(given)).toEqual(given)
})
