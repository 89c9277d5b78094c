import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Prefix of the binutils, and where the machine `virt` has room for a kernel, or starts its firmware. */
const targets = {
  aarch64: { binutils: 'aarch64-linux-gnu', start: '0x40080000' },
  armv7l: { binutils: 'arm-linux-gnueabihf', start: '0x40010000' },
  riscv64: { binutils: 'riscv64-linux-gnu', start: '0x80000000' },
}

/** Assemble the guest of another architecture into a directory: the path of its kernel. */
export function foreignGuest(arch, directory) {
  const { binutils, start } = targets[arch]
  const source = fileURLToPath(new URL(`foreign/${arch}.S`, import.meta.url))
  const object = join(directory, `${arch}.o`)
  const kernel = join(directory, `${arch}.elf`)
  execFileSync(`${binutils}-as`, ['-o', object, source])
  execFileSync(`${binutils}-ld`, [
    '--omagic',
    '--no-warn-rwx-segments',
    `-Ttext=${start}`,
    '-o',
    kernel,
    object,
  ])
  return kernel
}
