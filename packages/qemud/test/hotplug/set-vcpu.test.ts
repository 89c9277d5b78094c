import { describe, expect, it } from 'vitest'
import { peer } from '../../../../tools/peers.mjs'
import { nano, openEngine, uuids } from '../support/engine.js'
import { temporary } from '../support/temporary.js'

const config = { ...nano({ name: 'one', uuid: uuids[0] }), vcpu: { count: 4, current: 1 } }

describe.skipIf(!peer('qemu'))('single vcpus', () => {
  it('are plugged in by their number, and are there again after the next start', async () => {
    const { domains } = await openEngine(temporary())
    const ref = await domains.start(await domains.define(config, {}), {}, {})
    const both = { live: true, config: true }
    await domains.setVcpu(ref, [3], true, both, {})
    const online = async (inactive: boolean): Promise<unknown> =>
      (await domains.config(ref, { inactive }, {})).vcpus?.flatMap(({ id, enabled }) => (enabled ? [id] : []))
    expect([await online(false), await online(true)]).toEqual([
      [0, 3],
      [0, 3],
    ])
    await domains.setVcpus(ref, 3, both, {})
    expect([await online(false), await online(true)]).toEqual([
      [0, 1, 3],
      [0, 1, 3],
    ])
    await domains.setVcpu(ref, [1], false, { config: true }, {})
    await domains.destroy(ref, {}, {})
    await domains.start(ref, {}, {})
    expect((await domains.vcpus(ref, {})).length).toBe(2)
    expect(await online(false)).toEqual([0, 3])
  })

  it('are refused where they are not, or cannot go', async () => {
    const { domains } = await openEngine(temporary())
    const ref = await domains.start(await domains.define(config, {}), {}, {})
    const refusal = (vcpu: number, enabled: boolean, flags: object): Promise<string> =>
      domains.setVcpu(ref, [vcpu], enabled, flags, {}).then(
        () => 'none',
        (error: unknown) => (error as Error).message,
      )
    expect([
      await refusal(4, true, { live: true }),
      await refusal(4, true, { config: true }),
      await refusal(0, true, { live: true }),
      await refusal(0, false, { live: true }),
      await refusal(0, false, { config: true }),
    ]).toEqual(
      [
        'vcpu 4 is not present in live config',
        'vcpu 4 is not present in persistent config',
        "vcpu '0' is already in requested state",
        "vcpu '0' can't be hotunplugged",
        "vCPU '0' can't be modified",
      ].map((detail) => `invalid argument: ${detail}`),
    )
  })
})
