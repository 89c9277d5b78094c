/** Which package to install for a scheme: for the message only, nothing is loaded from here. */
export const knownDrivers: Readonly<Record<string, readonly string[]>> = {
  test: ['@virt/driver-test'],
  qemu: ['@virt/driver-qemu'],
  xen: [
    '@virt/driver-hypervisor',
    '@virt/driver-xenstore',
    '@virt/driver-xend',
    '@virt/driver-xm',
    '@virt/driver-proxy',
  ],
}
