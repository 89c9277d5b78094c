import { equal, expect, outcome, show } from '../expect.js'
import { goesOn } from '../shapes.js'
import type { Scene } from './actions.js'
import { known } from './model.js'

/** Ask the real side in every way that it has, and compare with the model. */
export async function agree(scene: Scene): Promise<void> {
  const { connection, domain, model } = scene
  await listing(scene)
  if (connection.supports('domains.lookupByName'))
    equal(
      await outcome(connection.lookupDomainByName(model.config.name)),
      known(model) ? 'done' : 'NO_DOMAIN',
      `looking up a domain that is ${known(model) ? '' : 'not '}there`,
    )
  if (!known(model)) return
  if (connection.supports('domains.info')) await information(scene)
  if (connection.supports('domains.config'))
    equal(
      [(await domain.config()).memory, (await domain.config({ inactive: true })).memory],
      [model.live?.memory ?? model.defined, model.defined ?? model.live?.memory],
      'memory, live and defined',
    )
}

async function listing({ connection, model }: Scene): Promise<void> {
  if (!connection.supports('domains.list')) return
  const rows = (await connection.listDomains()).filter(({ uuid }) => uuid === model.config.uuid)
  equal(rows.length, known(model) ? 1 : 0, 'how often it is listed')
  const [row] = rows
  if (!row) return
  const { defined, live, autostart } = model
  equal(
    [row.persistent, row.id !== undefined],
    [defined !== undefined, live !== undefined],
    'persistent and active in the listing',
  )
  equal(row.autostarts, autostart, 'autostart in the listing')
  stateIs(row.state, model)
}

async function information({ domain, model }: Scene): Promise<void> {
  const { state, maxMemory } = await domain.info()
  stateIs(state, model)
  equal(maxMemory, model.live?.memory ?? model.defined, 'maximum memory')
}

function stateIs(seen: Parameters<typeof goesOn>[0], { live }: Scene['model']): void {
  const wanted = live?.state ?? 'shutoff'
  const right = wanted === 'running' ? goesOn(seen) : seen === wanted
  expect(right, `the state is ${show(seen)}, not '${wanted}'`)
}
