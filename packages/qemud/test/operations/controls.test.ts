import { parseDomain } from '@virt/core/config'
import { expect, test } from 'vitest'
import { nanoDomainXml } from '../../../../tools/guests/index.mjs'
import { nano, openEngine, until, uuids, type TestEngine } from '../support/engine.js'
import { temporary } from '../support/temporary.js'
import type { DomainRef } from '@virt/core/driver'

async function started(devices = ''): Promise<TestEngine & { ref: DomainRef }> {
  const test = await openEngine(temporary())
  const xml = nanoDomainXml({ name: 'one', uuid: uuids[0], devices })
  return { ...test, ref: await test.domains.create(parseDomain(xml), {}, {}) }
}

test('reset restarts the guest, and says so', async () => {
  const { domains, ref, events } = await started()
  await domains.reset(ref, {})
  await until(() => events.some(({ type }) => type === 'reboot'), 'the reboot event')
})

test('an NMI and keys go to the guest; a number that is no key is refused', async () => {
  const { domains, ref } = await started()
  await domains.injectNmi(ref, {})
  await domains.sendKey(ref, [29, 56, 111], { holdTime: 20 }, {})
  await domains.sendKey(ref, [0xe01d], { codeset: 'xt' }, {})
  await expect(domains.sendKey(ref, [9999], {}, {})).rejects.toMatchObject({ code: 'INVALID_ARG' })
})

test('a screenshot is a PNG, and leaves no file', async () => {
  const { domains, ref } = await started(`<video><model type='vga'/></video>`)
  const chunks: Buffer[] = []
  for await (const chunk of await domains.screenshot(ref, { screen: 0 }, {})) chunks.push(chunk as Buffer)
  const png = Buffer.concat(chunks)
  expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
  expect(png.subarray(-8, -4).toString('latin1')).toBe('IEND')
  await expect(domains.screenshot(ref, { screen: 7 }, {})).rejects.toMatchObject({ code: 'INVALID_ARG' })
})

test('a monitor command is answered as QEMU says it, and taints the guest also for the next engine', async () => {
  const root = temporary()
  const { engine, domains } = await openEngine(root)
  const ref = await domains.create(nano({ name: 'one', uuid: uuids[0] }), {}, {})
  const answer = async (command: object): Promise<unknown> =>
    JSON.parse(await domains.monitorCommand(ref, JSON.stringify(command), {}, {}))
  expect(await answer({ execute: 'query-status' })).toMatchObject({ return: { status: 'running' } })
  expect(await answer({ execute: 'no-such' })).toMatchObject({ error: { class: 'CommandNotFound' } })
  expect(await domains.monitorCommand(ref, 'info status', { hmp: true }, {})).toBe('VM status: running\r\n')
  await expect(domains.monitorCommand(ref, 'info', {}, {})).rejects.toMatchObject({ code: 'INVALID_ARG' })
  const messages = ['tainted: custom monitor control commands issued']
  expect((await domains.info(ref, {})).messages).toEqual(messages)
  await engine.close()
  const next = await openEngine(root)
  expect((await next.domains.info(ref, {})).messages).toEqual(messages)
})
