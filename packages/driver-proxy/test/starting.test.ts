import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openReadOnly } from '@virt/core'
import { Registry } from '@virt/core/driver'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished, vi } from 'vitest'
import { driver } from '../src/index.js'
import { named, setVariable } from './support/proxy.js'
import { temporary } from './support/temporary.js'

const program = fileURLToPath(new URL('../../proxy-daemon/bin/virt-proxyd.js', import.meta.url))

/** `VIRT_PROXYD` is this shell script, `VIRT_PROXY_SOCKET` a place of its own. */
function starter(script: string): { socket: string; path: string } {
  const directory = temporary()
  const [socket, path] = [join(directory, 'virt/proxy.sock'), join(directory, 'starter')]
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  named(socket)
  setVariable('VIRT_PROXYD', path)
  onTestFinished(() => daemonsOf(socket).forEach((pid) => process.kill(pid, 'SIGKILL')))
  return { socket, path }
}

function look() {
  const registry = new Registry()
  registry.register(driver)
  return openReadOnly('xen:///', { registry })
}

it('the daemon that VIRT_PROXYD names is started once, for all', async () => {
  const { socket } = starter(`exec '${process.execPath}' '${program}' --connect test:///default "$@"`)
  const connections = await Promise.all([look(), look(), look()])
  expect(await Promise.all(connections.map((connection) => connection.type()))).toEqual(Array(3).fill('TEST'))
  await Promise.all(connections.map((connection) => connection.close()))
  await vi.waitUntil(() => daemonsOf(socket).length === 1, { timeout: 10_000 })
})

it('a starter that fails is quoted', async () => {
  const { path } = starter(`echo 'virt-proxyd: error: not today' >&2; exit 1`)
  await expect(look()).rejects.toThrow(`(${path}: virt-proxyd: error: not today)`)
})

it('a starter that is not there is named', async () => {
  starter('')
  setVariable('VIRT_PROXYD', '/nonexistent/virt-proxyd')
  await expect(look()).rejects.toThrow('(/nonexistent/virt-proxyd: spawn /nonexistent/virt-proxyd ENOENT)')
})

it('nobody waits longer than they want to', async () => {
  starter('exec sleep 10')
  const registry = new Registry()
  registry.register(driver)
  await expect(openReadOnly('xen:///', { registry, timeout: 100 })).rejects.toMatchObject({
    code: 'OPERATION_TIMEOUT',
  })
})

function daemonsOf(socket: string): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => commandOf(pid).some((word) => word === socket))
}

function commandOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
  } catch {
    return []
  }
}
