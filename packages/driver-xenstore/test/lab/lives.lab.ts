import { strict as assert } from 'node:assert'
import { once } from 'node:events'
import { describe, it } from 'node:test'
import { type DomainEvent, open } from '@virt/core'
import { start } from '../../../../tools/xen-lab/dom0.js'
import '../../src/index.js'

const lives = 100

describe('guests that come and go', () => {
  it('are each told once, in order, a hundred times', async () => {
    const connection = await open('xen:///')
    const events: DomainEvent[] = []
    await connection.on('domain', (event) => {
      events.push(event)
      if (event.type === 'lifecycle' && event.event === 'started') toolstack.stdin.write('\n') // it has been seen, and may go
    })
    const toolstack = start('lab-lives', 'life', `${lives}`)
    assert.deepEqual(await once(toolstack, 'exit'), [0, null])
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
