import type { Call } from '@virt/core/driver'
import { parseCpuList } from '../../host/cpu-list.js'
import type { Guest } from '../guest.js'
import { emulatorCpus, usualCpus } from './pins.js'
import { pinThreads } from './taskset.js'
import { threadsOf } from './threads-of.js'

/** Tie the threads of a guest that has not begun to run yet as its description wants. */
export async function pinAtStart(guest: Guest, call: Call): Promise<void> {
  const { config } = guest
  const { vcpuPins = [], iothreadPins = [], emulatorPin } = config.cputune ?? {}
  const usual = config.vcpu?.cpuset !== undefined
  if (!usual && !emulatorPin && vcpuPins.length + iothreadPins.length === 0) return
  const { vcpus, ioThreads, emulator } = await threadsOf(guest, call)
  if (usual) await pinThreads([...vcpus.values(), ...ioThreads.values()], usualCpus(config))
  if (usual || emulatorPin) await pinThreads(emulator, emulatorCpus(config))
  for (const { vcpu, cpuset } of vcpuPins) await pinKnown(vcpus.get(vcpu), cpuset)
  for (const { iothread, cpuset } of iothreadPins) await pinKnown(ioThreads.get(iothread), cpuset)
}

/** A description may pin vcpus that are not plugged in yet. */
async function pinKnown(thread: number | undefined, cpuset: string): Promise<void> {
  if (thread !== undefined) await pinThreads([thread], parseCpuList(cpuset))
}
