import { image } from './image.mjs'

/**
 * The plainest processor, for it is the fastest to emulate, and two features more:
 * - npt, without which Xen refuses PVH guests;
 * - rdrand, which seeds the kernel: without it, every getrandom() of xl and of Node stalls.
 *
 * Others do not work. SMAP (in `max`, `EPYC`): QEMU before 9.1 emulates IRET wrongly, and dom0 dies at once.
 * MONITOR: Xen dies in MWAIT when it goes idle.
 */
const processor = 'qemu64,+npt,+rdrand'

const xenOptions = 'com1=115200,8n1 console=com1 loglvl=info guest_loglvl=info spec-ctrl=no xpti=no'
const kernelOptions = 'console=hvc0 quiet panic=1 nomodeset mitigations=off'

/**
 * QEMU's arguments. One processor: with two, the emulation is five times slower. Software emulation always: under
 * (nested) KVM this Xen does not start.
 * @param {{job: string, shares: readonly import('./job.mjs').Share[], console: string, memory: number, dom0Memory: number}} machine
 */
export function qemuArguments({ job, shares, console, memory, dom0Memory }) {
  return [
    ...['-accel', 'tcg,thread=multi', '-cpu', processor, '-smp', '1', '-m', `${memory}`],
    ...[
      '-nodefaults',
      '-no-user-config',
      '-no-reboot',
      '-display',
      'none',
      '-serial',
      `file:${escape(console)}`,
    ],
    ...['-kernel', `${image}/xen`],
    ...['-append', `${xenOptions} dom0_mem=${dom0Memory}M,max:${dom0Memory}M`],
    ...['-initrd', `${escape(`${image}/vmlinux`)} ${kernelOptions},${escape(`${image}/initrd`)}`],
    ...['-drive', `file=${escape(`${image}/disk.ext4`)},format=raw,if=virtio,snapshot=on,cache=unsafe`],
    ...share('job', job, true),
    ...shares.flatMap(({ folder, writable }, index) => share(`share${index}`, folder, writable)),
  ]
}

/** @param {string} tag @param {string} folder @param {boolean} [writable] */
function share(tag, folder, writable) {
  const options = `local,path=${escape(folder)},mount_tag=${tag},security_model=none,multidevs=remap`
  return ['-virtfs', writable ? options : `${options},readonly=on`]
}

/** @param {string} value */
function escape(value) {
  return value.replaceAll(',', ',,')
}
