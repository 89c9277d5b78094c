/** What the guest says on its first serial port when it is up, and again after each reboot. */
export declare const readyMarker: 'VIRT-GUEST-READY'

/** The absolute path of the guest's kernel: a few KB, for `<kernel>` or QEMU's `-kernel`, on the machines pc, q35 and isapc. */
export declare function nanoGuest(): string

/** What may be said of the domain. Text is escaped; `serial` and `devices` are XML. */
export interface NanoDomain {
  readonly name: string
  readonly uuid?: string
  /** Default `qemu`. */
  readonly type?: string
  /** Default `pc`. */
  readonly machine?: string
  /** Default `<serial type='pty'/>`. */
  readonly serial?: string
  /** More devices. Default: none. */
  readonly devices?: string
}

/**
 * A domain of 32 MiB that boots the guest: ready within 0.1 s under TCG. Its serial console echoes what is typed and
 * obeys lines: `ping` (answers `pong`), `off`, `reboot`, `ignore` (the power button from now on), `hang`. The ACPI
 * power button turns it off.
 */
export declare function nanoDomainXml(domain: NanoDomain): string

/**
 * The files of the Linux guest, which are made when they are asked for first: Debian's kernel; busybox, the modules of virtio
 * and QEMU's agent; and an empty file system of type ext4, to be copied.
 */
export declare function linuxGuest(): {
  readonly kernel: string
  readonly initrd: string
  readonly disk: string
}

/** What may be said of the domain. Text is escaped; `before` and `devices` are XML. */
export interface LinuxDomain {
  readonly name: string
  readonly uuid?: string
  /** Default `qemu`. */
  readonly type?: string
  /** Default `pc`. */
  readonly machine?: string
  /** MiB. Default 128. */
  readonly memory?: number
  /** What stands before `<os>`. Default `<vcpu>1</vcpu>`. */
  readonly before?: string
  /** More devices. Default: none. */
  readonly devices?: string
}

/**
 * A domain that boots the Linux guest: ready within 2 s under TCG, with a shell on its serial console that does not echo.
 * It lets go of PCI devices, memory and processors when it is asked to; the ACPI power button turns it off.
 */
export declare function linuxDomainXml(domain: LinuxDomain): string

/**
 * Assemble a guest for the machine `virt` of another architecture into a directory, and answer the path of its kernel (riscv64:
 * of its firmware). It says
 * `VIRT-GUEST-READY` on its serial port and powers off (riscv64: waits).
 */
export declare function foreignGuest(arch: 'aarch64' | 'armv7l' | 'riscv64', directory: string): string
