import { chmodSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { activatedSockets } from '../../src/daemon/activation.js'
import { IdleTimer } from '../../src/daemon/idle-timer.js'
import { listenAt, makeDirectory, plannedSockets } from '../../src/daemon/listen.js'
import { parseCommandLine } from '../../src/daemon/options.js'
import { temporary } from '../support/temporary.js'

describe('the command line', () => {
  it('serves the session unless told otherwise', () => {
    expect(parseCommandLine([])).toEqual({ action: 'serve', scope: 'session', verbose: false })
    expect(parseCommandLine(['--system', '-t', '30', '--socket-dir', '/x', '-v'])).toEqual({
      action: 'serve',
      scope: 'system',
      timeout: 30,
      socketDirectory: '/x',
      verbose: true,
    })
  })

  it.each([[['--nonsense']], [['word']], [['--timeout', 'x']], [['-t', '0']], [['--session', '--system']]])(
    'refuses %j',
    (argv) => {
      expect(() => parseCommandLine(argv)).toThrow(expect.objectContaining({ code: 'INVALID_ARG' }) as Error)
    },
  )
})

describe('sockets', () => {
  it('of the system are for the group, and for everybody to read', async () => {
    const directory = join(temporary(), 'virt')
    const plans = plannedSockets('system', directory)
    await Promise.all(plans.map(makeDirectory))
    const servers = await Promise.all(plans.map(listenAt))
    const modes = plans.map(({ path, readOnly }) => [path, statSync(path).mode & 0o777, readOnly])
    expect(modes).toEqual([
      [`${directory}/qemud-sock`, 0o660, false],
      [`${directory}/qemud-sock-ro`, 0o666, true],
    ])
    expect(statSync(directory).mode & 0o777).toBe(0o755)
    servers.forEach((server) => server.close())
  })

  it('leave a directory that was there as it is', async () => {
    const directory = temporary()
    chmodSync(directory, 0o750)
    await Promise.all(plannedSockets('system', directory).map(makeDirectory))
    expect(statSync(directory).mode & 0o777).toBe(0o750)
  })

  it('replace a dead one, and refuse a living one', async () => {
    const [plan] = plannedSockets('session', temporary())
    writeFileSync(plan!.path, '')
    const server = await listenAt(plan!)
    await expect(listenAt(plan!)).rejects.toMatchObject({ code: 'RESOURCE_BUSY' })
    server.close()
  })

  it('must have a path that fits', async () => {
    const [plan] = plannedSockets('session', `/tmp/${'x'.repeat(100)}`)
    await expect(listenAt(plan!)).rejects.toMatchObject({ code: 'INVALID_ARG' })
  })

  it('are taken from the service manager when it passes them to this process', async () => {
    expect(
      activatedSockets({ LISTEN_PID: '7', LISTEN_FDS: '2', LISTEN_FDNAMES: 'qemud:qemud-ro' }, 7),
    ).toEqual([
      { name: 'qemud', listen: { fd: 3 } },
      { name: 'qemud-ro', listen: { fd: 4 } },
    ])
    expect(activatedSockets({ LISTEN_PID: '8', LISTEN_FDS: '2' }, 7)).toEqual([])
    expect(activatedSockets({}, 7)).toEqual([])
  })
})

describe('the idle timer', () => {
  it('rings after a time in which nothing was busy', async () => {
    let busy = true
    let rung = 0
    const timer = new IdleTimer(
      0.02,
      () => busy,
      () => rung++,
    )
    timer.reconsider()
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect(rung).toBe(0)
    busy = false
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect(rung).toBe(1)
  })
})
