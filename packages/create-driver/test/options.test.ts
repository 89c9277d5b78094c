import { VirtError } from '@virt/core'
import { expect, it } from 'vitest'
import { parseOptions } from '../src/options.js'

const refusal = (argv: readonly string[]): string => {
  try {
    return JSON.stringify(parseOptions(argv))
  } catch (thrown) {
    return VirtError.is(thrown) ? `${thrown.code}: ${thrown.detail}` : String(thrown)
  }
}

it('a name is enough', () =>
  expect(parseOptions(['acme-cloud'])).toEqual({
    name: 'acme-cloud',
    scheme: 'acmecloud',
    package: 'virt-driver-acme-cloud',
    directory: 'virt-driver-acme-cloud',
  }))

it('scheme and directory can be chosen', () =>
  expect(parseOptions(['acme', '--scheme', 'acm', '--directory', '/tmp/x'])).toEqual({
    name: 'acme',
    scheme: 'acm',
    package: 'virt-driver-acme',
    directory: '/tmp/x',
  }))

it('help needs no name', () => expect(parseOptions(['-h'])).toBeUndefined())

const shape = "lower case letters and digits, in words joined by '-', at most 60"

it.each([
  [[], 'a NAME is needed: npm create @virt/driver NAME'],
  [['a', 'b'], 'one NAME is needed, not 2'],
  [['../up'], `'../up' is no driver's name: ${shape}`],
  [['Acme'], `'Acme' is no driver's name: ${shape}`],
  [[''], `'' is no driver's name: ${shape}`],
  [['a--b'], `'a--b' is no driver's name: ${shape}`],
  [['x'.repeat(61)], `'${'x'.repeat(61)}' is no driver's name: ${shape}`],
  [['qemu'], "the scheme 'qemu' is taken; give another one with --scheme"],
  [
    ['acme', '--scheme', 'a+b'],
    "'a+b' is no URI scheme: a lower case letter, then lower case letters and digits",
  ],
])('%j is refused', (argv, detail) => expect(refusal(argv)).toBe(`INVALID_ARG: ${detail}`))

it('an unknown option is refused', () =>
  expect(refusal(['acme', '--force'])).toMatch(/^INVALID_ARG: .*'--force'/))
