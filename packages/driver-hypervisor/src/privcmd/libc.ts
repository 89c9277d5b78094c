import { constants } from 'node:os'

/** The functions of the C library that Node lacks. Each answers its result, or minus an errno. */
export interface Libc {
  ioctl(fd: number, request: number, argument: BigUint64Array): number
  ioctlAside(fd: number, request: number, argument: BigUint64Array): Promise<number>
  /** Pages that others see too (of a file) or locked ones of this process (no file): address and view. */
  map(size: number, fd?: number): { readonly address: bigint; readonly view: ArrayBuffer } | number
  unmap(address: bigint, size: number): void
}

const protection = 0x1 | 0x2
const shared = 0x1
const privateAnonymous = 0x2 | 0x20
const failed = 0xffff_ffff_ffff_ffffn
const doNotFork = 10

let loaded: Promise<Libc> | undefined

/** The C library of this process, whichever it is. Loaded at the first use; rejects where koffi has no build for it. */
export function libc(): Promise<Libc> {
  return (loaded ??= load())
}

async function load(): Promise<Libc> {
  const koffi = await import('koffi')
  const library = koffi.load(null)
  const ioctl = library.func('int ioctl(int, ulong, void *)')
  const mmap = library.func('uintptr_t mmap(uintptr_t, size_t, int, int, int, int64_t)')
  const munmap = library.func('int munmap(uintptr_t, size_t)')
  const mlock = library.func('int mlock(uintptr_t, size_t)')
  const madvise = library.func('int madvise(uintptr_t, size_t, int)')
  const answered = (result: number): number => (result < 0 ? -koffi.errno() : result)

  const locked = (address: bigint, size: number): number => {
    const result = answered(mlock(address, size) as number)
    return result < 0 ? result : answered(madvise(address, size, doNotFork) as number)
  }
  return {
    ioctl: (fd, request, argument) => answered(ioctl(fd, request, argument) as number),
    ioctlAside: (fd, request, argument) =>
      new Promise((resolve, reject) => {
        ioctl.async(fd, request, argument, (error: Error | null, result: number) =>
          error ? reject(error) : resolve(answered(result)),
        )
      }),
    map: (size, fd) => {
      const kind = fd === undefined ? privateAnonymous : shared
      const address = BigInt(mmap(0, size, protection, kind, fd ?? -1, 0) as number | bigint)
      if (address === failed) return -koffi.errno()
      const result = fd === undefined ? locked(address, size) : 0
      if (result === 0) return { address, view: koffi.view(address, size) }
      munmap(address, size)
      return result
    },
    unmap: (address, size) => void munmap(address, size),
  }
}

/** `ESRCH` for 3. */
export function errnoName(errno: number): string {
  const found = Object.entries(constants.errno).find(([, number]) => number === errno)
  return found?.[0] ?? (errno === 85 ? 'ERESTART' : `errno ${errno}`)
}
