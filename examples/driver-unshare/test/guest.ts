import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Domain } from '@virt/core'

/** It sends back what it is sent, and ends when it is asked to. */
const script = `exec 3<&0; cat <&3 & trap 'exit 0' TERM; wait`

export const guest = (name: string): string => `
  <domain type='lxc'>
    <name>${name}</name>
    <memory unit='KiB'>65536</memory>
    <os><type>exe</type><init>/bin/sh</init><initarg>-c</initarg><initarg>${script.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</initarg></os>
  </domain>`

const terminationBit = 1n << 14n

/** Until its init has a handler for SIGTERM: process 1 does not hear it before. */
export async function booted(domain: Domain): Promise<void> {
  const { id } = await domain.info()
  for (;;) {
    const [init] = (await read(`/proc/${id}/task/${id}/children`)).split(' ')
    const caught = /^SigCgt:\s+(\w+)/m.exec(await read(`/proc/${init}/status`))?.[1] ?? '0'
    if (BigInt(`0x${caught}`) & terminationBit) return
    await sleep(2)
  }
}

const read = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '')
