import { describe, expect, it } from 'vitest'
import { readyMarker } from '../../../../tools/guests/index.mjs'
import { peer } from '../../../../tools/peers.mjs'
import { nano, openEngine, until, uuids } from '../support/engine.js'
import { temporary } from '../support/temporary.js'

const [uuid] = uuids

describe.skipIf(!peer('qemu'))('what happens when the guest is done', () => {
  it.each([
    { words: ['off', 'off', 'reboot'], policy: { onPoweroff: 'restart' }, boots: 4, end: 'running' },
    { words: ['reboot'], policy: { onReboot: 'destroy' }, boots: 1, end: 'shutoff' },
    { words: ['off'], policy: { onPoweroff: 'preserve' }, boots: 1, end: 'shutdown' },
    { words: ['reboot'], policy: { onReboot: 'preserve' }, boots: 1, end: 'shutdown' },
  ] as const)('with $policy', async ({ words, policy, boots, end }) => {
    const { domains } = await openEngine(temporary())
    const domain = await domains.define({ ...nano({ name: 'a', uuid }), ...policy }, {})
    await domains.start(domain, { paused: true }, {})
    const console = await domains.openConsole(domain, {}, {})
    let said = ''
    console.on('data', (chunk: Buffer) => (said += chunk.toString()))
    const booted = () => said.split(readyMarker).length - 1
    await domains.resume(domain, {})
    for (const [index, word] of words.entries()) {
      await until(() => booted() > index, `boot ${index + 1}`)
      console.write(`${word}\n`)
    }
    await until(() => booted() === boots, `${boots} boots`)
    await until(async () => (await domains.info(domain, {})).state === end, end)
    if (end !== 'shutoff') await domains.destroy(domain, {}, {})
    expect(await domains.info(domain, {})).toMatchObject({ state: 'shutoff' })
  })

  it.each([
    ['destroy', 'shutoff', 'crashed'],
    ['preserve', 'crashed', 'panicked'],
    ['restart', 'running', 'unpaused'],
  ] as const)('when it crashes, with on_crash %s', async (onCrash, state, reason) => {
    const { domains } = await openEngine(temporary())
    const panics = "<panic model='isa'/>"
    const domain = await domains.define({ ...nano({ name: 'a', uuid, devices: panics }), onCrash }, {})
    await domains.start(domain, { paused: true }, {})
    const console = await domains.openConsole(domain, {}, {})
    let said = ''
    console.on('data', (chunk: Buffer) => (said += chunk.toString()))
    const booted = () => said.split(readyMarker).length - 1
    await domains.resume(domain, {})
    await until(() => booted() === 1, 'the first boot')
    console.write('panic\n')
    if (onCrash === 'restart') await until(() => booted() === 2, 'the second boot')
    await until(async () => (await domains.info(domain, {})).state === state, state)
    expect(await domains.info(domain, {})).toMatchObject({ state, reason })
  })

  it.each([
    { onPoweroff: 'restart', onReboot: 'destroy' },
    { onCrash: 'coredump-restart' },
    { onReboot: 'rename-restart' },
  ] as const)('is refused when it cannot be done: %o', async (policy) => {
    const { domains } = await openEngine(temporary())
    const config = { ...nano({ name: 'a', uuid }), ...policy }
    await expect(domains.define(config, {})).rejects.toMatchObject({ code: 'CONFIG_UNSUPPORTED' })
  })
})
