import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { peer } from '../../../tools/peers.mjs'
import type { Field } from '../src/layout/field.js'
import type { CallLayout } from '../src/layout/interface.js'
import { interfaces } from '../src/layout/table.js'
import { layoutProgram, layoutsOf, type Layouts } from './support/layout-program.js'

/** Another Xen's headers than the installed ones: `XEN_INCLUDE=/elsewhere/usr/include`. */
const include = process.env.XEN_INCLUDE ?? '/usr/include'

function compiled(): Layouts {
  const directory = mkdtempSync(join(tmpdir(), 'virt-layout-'))
  try {
    const [source, program] = [join(directory, 'layout.c'), join(directory, 'layout')]
    writeFileSync(source, layoutProgram)
    execFileSync('gcc', ['-isystem', include, '-o', program, source])
    return JSON.parse(execFileSync(program, { encoding: 'utf8' })) as Layouts
  } finally {
    rmSync(directory, { recursive: true })
  }
}

describe('the table of layouts', () => {
  it.skipIf(!peer('gcc') || !peer('libxen-dev'))("is that of Xen's public headers", () => {
    const theirs = compiled()
    const ours = interfaces.find(
      ({ sysctl, domctl }) => sysctl.version === theirs.sysctl && domctl.version === theirs.domctl,
    )
    expect(ours && layoutsOf(ours)).toEqual(theirs)
    expect(ours?.evidence).not.toBe('read')
  })

  it('has each pair of versions once', () => {
    const pairs = interfaces.map(({ sysctl, domctl }) => `${sysctl.version}/${domctl.version}`)
    expect(new Set(pairs).size).toBe(pairs.length)
  })

  it('keeps every member within its structure', () => {
    const sizes = { u8: 1, u16: 2, u32: 4, u64: 8, address: 8, uuid: 16 }
    for (const { domainInfo, calls } of interfaces) {
      for (const { at, type } of Object.values<Field>(domainInfo.fields))
        expect(at + sizes[type]).toBeLessThanOrEqual(domainInfo.size)
      for (const { envelope, fields } of Object.values(calls) as CallLayout[])
        for (const { at, type } of Object.values(fields))
          expect(at + sizes[type]).toBeLessThanOrEqual(envelope.size)
    }
  })
})
