import { strict as assert } from 'node:assert'
import { describe, it } from 'node:test'
import { type DomainEvent, open } from '@virt/core'
import { createGuest, destroyGuest, run } from '../../../../tools/xen-lab/dom0.js'
import '../../src/index.js'

const lives = 100

const config = '/run/lab/life.cfg'

/** One after the other, by Xen's own tools, with nothing that waits for us, and no xl that waits for the guest. */
const comeAndGo = `for n in $(seq ${lives}); do
  sed "s/life0/life$n/" /run/lab/life0.cfg > ${config} && xl create -q -e ${config} && xl destroy life$n || exit 1
done`

describe('guests that come and go', () => {
  it('are each told once, in order, a hundred times', async () => {
    await createGuest('life0')
    await destroyGuest('life0')
    const connection = await open('xen:///')
    const events: DomainEvent[] = []
    await connection.on('domain', (event) => events.push(event))
    await run('sh', '-c', comeAndGo)
    await connection.listDomains()
    await connection.close()
    const told = events.flatMap((each) =>
      each.type === 'lifecycle' ? [`${each.domain.name} ${each.event} ${each.detail}`] : [],
    )
    const expected = Array.from({ length: lives }, (_, index) => `life${index + 1}`)
    assert.deepEqual(
      told,
      expected.flatMap((name) => [`${name} started booted`, `${name} stopped shutdown`]),
    )
    const started = events.filter((each) => each.type === 'lifecycle' && each.event === 'started')
    assert.equal(new Set(started.map(({ domain }) => domain.uuid)).size, lives)
    assert.equal(new Set(started.map(({ domain }) => domain.id)).size, lives)
  })
})
