import { describe, expect, it } from 'vitest'
import { parseCommandLine } from '../../src/daemon/options.js'
import { plannedSockets } from '../../src/daemon/planned-sockets.js'

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
  it('of the system are for the group, and for everybody to read', () => {
    expect(plannedSockets('system', '/run/virt')).toEqual([
      { path: '/run/virt/qemud-sock', mode: 0o660, directoryMode: 0o755, readOnly: false },
      { path: '/run/virt/qemud-sock-ro', mode: 0o666, directoryMode: 0o755, readOnly: true },
    ])
  })
})
