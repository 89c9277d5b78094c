/** Host CPUs, ascending, as Xen's bitmaps have them: bit 0 of byte 0 is CPU 0. */
export function readCpuMap(bytes: Buffer, bits: number): number[] {
  const cpus: number[] = []
  for (let cpu = 0; cpu < bits; cpu++) if (((bytes[cpu >> 3] ?? 0) >> (cpu & 7)) & 1) cpus.push(cpu)
  return cpus
}

export function writeCpuMap(bytes: Buffer, cpus: readonly number[]): void {
  bytes.fill(0)
  for (const cpu of cpus) bytes[cpu >> 3] = (bytes[cpu >> 3] ?? 0) | (1 << (cpu & 7))
}

export const bytesFor = (bits: number): number => Math.ceil(bits / 8)
