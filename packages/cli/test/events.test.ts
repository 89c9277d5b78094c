import { describe, expect, it } from 'vitest'
import { describeEvent, eventName } from '../src/commands/events/event-names.js'
import { onTest, virt } from './run.js'

const domain = { name: 'a', uuid: '11111111-2222-3333-4444-555555555555' }

describe('events', () => {
  it.each([
    [
      { type: 'lifecycle', event: 'started', detail: 'booted' },
      "event 'lifecycle' for domain 'a': Started Booted",
    ],
    [
      { type: 'lifecycle', event: 'shutdown', detail: 'guest' },
      "event 'lifecycle' for domain 'a': Shutdown Finished after guest request",
    ],
    [
      { type: 'lifecycle', event: 'pmsuspended', detail: 'disk' },
      "event 'lifecycle' for domain 'a': PMSuspended Disk",
    ],
    [{ type: 'reboot' }, "event 'reboot' for domain 'a'"],
    [{ type: 'rtcChange', offset: -5 }, "event 'rtc-change' for domain 'a': -5"],
    [
      { type: 'ioError', device: 'vda', path: '/x', action: 'pause' },
      "event 'io-error' for domain 'a': /x (vda) pause",
    ],
    [{ type: 'balloonChange', actual: 7 }, "event 'balloon-change' for domain 'a': 7KiB"],
    [
      { type: 'blockThreshold', disk: 'vda', path: '/x', threshold: 7, excess: 1 },
      "event 'block-threshold' for domain 'a': dev: vda(/x) 7 1",
    ],
    [{ type: 'deviceRemoved', device: 'net0' }, "event 'device-removed' for domain 'a': net0"],
    [{ type: 'unheardOf' }, "event 'unheardOf' for domain 'a'"],
  ])('%j', (event, line) => expect(describeEvent({ domain, ...event } as never)).toBe(line))

  it('have virsh’s names', () =>
    expect(eventName({ type: 'deviceAdded', domain, device: 'x' })).toBe('device-added'))

  it('can be listed', async () =>
    expect((await onTest('-q', 'event', '--list')).stdout).toBe(
      'lifecycle\nreboot\nblock-job\nrtc-change\nwatchdog\nio-error\nballoon-change\nblock-threshold\nmetadata-change\ndevice-added\ndevice-removed\n',
    ))

  it('are told as they come, until Ctrl-C', async () => {
    let press = (): boolean => false
    const watching = virt(['-c', 'test:///default', 'event', '--all', '--loop'], {
      interrupt: (way) => (press = way),
    })
    await new Promise((resolve) => setTimeout(resolve, 300))
    await onTest('suspend test; resume test; event test --event lifecycle --timeout 1')
    press()
    expect(await watching).toMatchObject({
      status: 0,
      stdout:
        "event 'lifecycle' for domain 'test': Suspended Paused\nevent 'lifecycle' for domain 'test': Resumed Unpaused\nevent loop interrupted\nevents received: 2\n\n",
    })
  })

  it('as JSON lines', async () => {
    const watching = onTest(
      '-q',
      'event',
      'test',
      '--event',
      'lifecycle',
      '--timeout',
      '10',
      '--format',
      'json',
    )
    await new Promise((resolve) => setTimeout(resolve, 300))
    await onTest('suspend test; resume test')
    expect(JSON.parse((await watching).stdout)).toMatchObject({
      object: 'domain',
      type: 'lifecycle',
      event: 'suspended',
      detail: 'paused',
    })
  })
})
