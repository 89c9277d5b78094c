import { VirtError, type NativeFormat } from '@virt/core/driver'

/** QEMU's command line, `qemu-argv`: it can be written, but not read. */
export const qemuArgv: NativeFormat = {
  summary: 'command line of QEMU',
  parse() {
    throw new VirtError('OPERATION_UNSUPPORTED', 'a command line of QEMU cannot be read as a domain', {
      origin: 'QEMU',
    })
  },
  async format(config) {
    const { domainToArgv } = await import('@virt/qemud')
    return domainToArgv(config)
  },
}
