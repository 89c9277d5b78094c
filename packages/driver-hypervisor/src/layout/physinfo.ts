import { address, u32, u64, type Fields } from './field.js'

const head = { threadsPerCore: u32(8), coresPerSocket: u32(12) }

/** Xen 3.0 and 3.1: no count of CPUs. */
export const physinfo30: Fields = {
  ...head,
  socketsPerNode: u32(16),
  nrNodes: u32(20),
  cpuKhz: u32(24),
  totalPages: u64(32),
  freePages: u64(40),
}

/** Xen 3.2 to 3.4: the largest CPU comes last, with an array that may be NULL. */
export const physinfo33: Fields = {
  ...head,
  nrCpus: u32(16),
  nrNodes: u32(20),
  cpuKhz: u32(24),
  totalPages: u64(32),
  freePages: u64(40),
  maxCpuId: u32(88),
  cpuToNode: address(96),
}

/** Xen 4.1, and to 4.14. */
export const physinfo41: Fields = {
  ...head,
  nrCpus: u32(16),
  maxCpuId: u32(20),
  nrNodes: u32(24),
  cpuKhz: u32(32),
  totalPages: u64(40),
  freePages: u64(48),
}

/** With `arch_capabilities`. */
export const physinfo417: Fields = { ...physinfo41, totalPages: u64(48), freePages: u64(56) }
