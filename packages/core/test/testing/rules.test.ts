import { describe, expect, it } from 'vitest'
import { operationNames } from '../../src/driver.js'
import { applies, rule } from '../../src/testing/rule.js'
import { rules } from '../../src/testing/rules.js'
import { samples } from '../../src/testing/samples.js'

/** Rules that every operation has by the table, whatever it does. */
const derived = / closed connection | aborted, | timeout ends | read-only connection$| does not know is /

const about = (name: string): string[] =>
  rules.filter(({ operations }) => operations.includes(name as never)).map((each) => each.name)

describe('the rules', () => {
  it('have names of their own', () => {
    expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length)
  })

  it.each(operationNames)('say what %s does', (name) => {
    expect(about(name).filter((each) => !derived.test(each))).not.toEqual([])
    expect(about(name).filter((each) => derived.test(each))).not.toEqual([])
  })

  it('have a good call for every operation', () => {
    expect(Object.keys(samples)).toEqual(operationNames)
  })

  it('apply by presence alone', () => {
    const both = rule('both', ['domains.save', 'domains.restore'], async () => undefined)
    const subject = (...present: string[]) => ({
      supports: (name: string) => present.includes(name),
      kills: false,
    })
    expect(applies(both, subject('domains.save', 'domains.restore'))).toBe(true)
    expect(applies(both, subject('domains.save'))).toBe(false)
    expect(applies({ ...both, operations: [], absent: 'domains.save' }, subject())).toBe(true)
    expect(applies({ ...both, operations: [], absent: 'domains.save' }, subject('domains.save'))).toBe(false)
    expect(applies({ ...both, operations: [], kills: true }, subject())).toBe(false)
  })
})
