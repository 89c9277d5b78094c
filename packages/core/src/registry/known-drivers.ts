/** Which package to install for a scheme: for the message only, nothing is loaded from here. */
export const knownDrivers: Readonly<Record<string, readonly string[]>> = {
  test: ['@virt/driver-test'],
  qemu: ['@virt/driver-qemu'],
}
