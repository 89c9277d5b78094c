import { existsSync, readFileSync, unlinkSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import type { DomainRef } from '@virt/core/driver'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readyMarker } from '../../../../tools/guests/index.mjs'
import { peer } from '../../../../tools/peers.mjs'
import { lifecycle, nano, openEngine, until, uuids, type TestEngine } from '../support/engine.js'
import { temporary } from '../support/temporary.js'

type Answer = (command: { execute: string; arguments?: { id?: number; mode?: string } }) => object | undefined

/** A guest whose agent is played at the host's end of its channel: a real one would end the machine that it runs on. */
async function withAgent(
  answer: (setting: TestEngine & { ref: DomainRef }) => Answer,
): Promise<TestEngine & { ref: DomainRef }> {
  const path = join(temporary(), 'agent.sock')
  const devices = `<channel type='unix'><source mode='bind' path='${path}'/><target type='virtio' name='org.qemu.guest_agent.0'/></channel>`
  const log = join(temporary(), 'serial.log')
  const serial = `<serial type='pty'><log file='${log}' append='on'/></serial>`
  const engine = await openEngine(temporary())
  const ref = await engine.domains.create(nano({ name: 'a', uuid: uuids[0], devices, serial }), {}, {})
  await until(() => existsSync(log) && readFileSync(log, 'utf8').includes(readyMarker), 'the guest is ready')
  const setting = { ...engine, ref }
  unlinkSync(path)
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('data', (chunk: Buffer) => {
      for (const line of chunk.toString('latin1').replaceAll('\xff', '').split('\n').filter(Boolean)) {
        const command = JSON.parse(line) as Parameters<Answer>[0]
        const said =
          command.execute === 'guest-sync-delimited'
            ? { return: command.arguments?.id }
            : answer(setting)(command)
        if (said) socket.write(`${JSON.stringify(said)}\n`)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(path, resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return setting
}

/** The guest may be gone before it answers. */
function press({ domains, ref }: { domains: TestEngine['domains']; ref: DomainRef }, command: string): void {
  domains.monitorCommand(ref, JSON.stringify({ execute: command }), {}, {}).catch(() => undefined)
}

describe.skipIf(!peer('qemu'))('a guest that is asked to end', () => {
  it('by its agent, powers off', async () => {
    const setting = await withAgent((it) => ({ execute, arguments: args }) => {
      if (execute === 'guest-shutdown' && args?.mode === 'powerdown') press(it, 'system_powerdown')
      return undefined
    })
    await setting.domains.shutdown(setting.ref, { modes: ['agent'] }, {})
    await until(() => lifecycle(setting.events).includes('stopped shutdown'), 'it stops')
  })

  it('by its agent, restarts', async () => {
    const setting = await withAgent((it) => ({ execute, arguments: args }) => {
      if (execute === 'guest-shutdown' && args?.mode === 'reboot') press(it, 'system_reset')
      return undefined
    })
    await setting.domains.reboot(setting.ref, { modes: ['agent'] }, {})
    await until(() => setting.events.some(({ type }) => type === 'reboot'), 'it restarts')
  })

  it('by an agent that refuses, goes on, unless the button may be pressed too', async () => {
    const setting = await withAgent(() => () => ({
      error: { class: 'GenericError', desc: 'no shutdown here' },
    }))
    const { domains, ref, events } = setting
    await expect(domains.shutdown(ref, { modes: ['agent'] }, {})).rejects.toMatchObject({
      code: 'OPERATION_FAILED',
      detail: "unable to execute QEMU agent command 'guest-shutdown': no shutdown here",
    })
    expect(await domains.info(ref, {})).toMatchObject({ state: 'running' })
    await domains.shutdown(ref, { modes: ['agent', 'acpi'] }, {})
    await until(() => lifecycle(events).includes('stopped shutdown'), 'it stops')
  })

  it('by a way that QEMU has not, is not asked', async () => {
    const { domains } = await openEngine(temporary())
    const ref = await domains.create(nano({ name: 'a', uuid: uuids[0] }), {}, {})
    const refusal = (mode: 'agent' | 'signal'): Promise<void> => domains.shutdown(ref, { modes: [mode] }, {})
    await expect(refusal('signal')).rejects.toMatchObject({ code: 'INVALID_ARG' })
    await expect(refusal('agent')).rejects.toMatchObject({ code: 'OPERATION_UNSUPPORTED' })
    expect(await domains.info(ref, {})).toMatchObject({ state: 'running' })
  })
})

describe.skipIf(!peer('qemu'))('a guest that is asked to sleep', () => {
  /** The registers that a guest's system would write to. */
  const enterSleep = ({ domains, ref }: Pick<TestEngine, 'domains'> & { ref: DomainRef }): void =>
    void domains.monitorCommand(ref, 'o /h 0x604 0x2400', { hmp: true }, {}).catch(() => undefined)

  it('sleeps when its system does, is seen asleep, and is woken up', async () => {
    const { domains, ref, events } = await withAgent((it) => ({ execute }) => {
      if (execute === 'guest-suspend-ram') enterSleep(it)
      return execute === 'guest-suspend-hybrid' ? { error: { desc: 'no hybrid' } } : undefined
    })
    await expect(domains.pmWakeup(ref, {})).rejects.toMatchObject({ code: 'OPERATION_INVALID' })
    await expect(domains.pmSuspendForDuration(ref, 'hybrid', 0, {})).rejects.toThrow('no hybrid')
    await expect(domains.pmSuspendForDuration(ref, 'mem', 5, {})).rejects.toMatchObject({
      code: 'OPERATION_UNSUPPORTED',
    })
    await domains.pmSuspendForDuration(ref, 'mem', 0, {})
    await until(async () => (await domains.info(ref, {})).state === 'pmsuspended', 'it sleeps')
    await expect(domains.resume(ref, {})).rejects.toMatchObject({ code: 'OPERATION_INVALID' })
    await domains.pmWakeup(ref, {})
    await until(async () => (await domains.info(ref, {})).state === 'running', 'it is awake')
    expect(await domains.info(ref, {})).toMatchObject({ reason: 'wakeup' })
    expect(lifecycle(events).slice(1, 3)).toEqual(['pmsuspended memory', 'started wakeup'])
  })

  it('is not, where its description says that it cannot', async () => {
    const { domains } = await openEngine(temporary())
    const pm = { suspendToMem: { enabled: false } }
    const ref = await domains.create({ ...nano({ name: 'a', uuid: uuids[0] }), pm }, {}, {})
    await expect(domains.pmSuspendForDuration(ref, 'mem', 0, {})).rejects.toMatchObject({
      code: 'OPERATION_UNSUPPORTED',
      message: 'Operation not supported: S3 state is disabled for this domain',
    })
  })
})
