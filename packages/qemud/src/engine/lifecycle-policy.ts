import type { DomainConfig, LifecycleAction } from '@virt/core/config'
import { VirtError, type LifecycleDetails } from '@virt/core/driver'
import type { QmpRequest } from '../qmp/commands.js'
import type { Guest } from './guest.js'

/**
 * Refuse what cannot be obeyed.
 *
 * Firmware resets the machine once more after a reset, which is a restart's first step: where a reset means the end, no restart is possible.
 *
 * @throws CONFIG_UNSUPPORTED
 */
export function checkPolicy({ onPoweroff, onReboot, onCrash, devices }: DomainConfig): void {
  const actions = [onPoweroff, onReboot, onCrash]
  const ends = onReboot !== undefined && onReboot !== 'restart'
  if (actions.includes('rename-restart'))
    refuse(
      "qemu driver doesn't support 'rename-restart' action for 'on_reboot', 'on_poweroff' and 'on_crash'",
    )
  if (onPoweroff === 'restart' && ends)
    refuse(`qemu driver doesn't support 'onReboot' set to '${onReboot}' and 'onPoweroff' set to 'reboot'`)
  if (onCrash === 'restart' && ends)
    refuse(`qemu driver doesn't support 'onReboot' set to '${onReboot}' and 'onCrash' set to 'restart'`)
  if (devices?.watchdogs?.some(({ action }) => action === 'dump'))
    refuse("qemu driver doesn't support core dumps for watchdogs yet")
  if (actions.some((action) => action?.startsWith('coredump-')))
    refuse("qemu driver doesn't support core dumps for 'on_crash' yet")
}

/** What QEMU must be told so that it stops, and does not go on by itself, where the definition wants something else. */
export function policySetup(config: DomainConfig): readonly QmpRequest[] {
  return rebootRestarts(config) ? [] : [{ execute: 'set-action', arguments: { reboot: 'shutdown' } }]
}

/** Whether a reboot is to end in a running guest. */
export function rebootRestarts({ onReboot }: DomainConfig): boolean {
  return onReboot === undefined || onReboot === 'restart'
}

/** Do with a guest that has halted what its definition says. */
export function obey(guest: Guest, action: LifecycleAction, why: LifecycleDetails['stopped']): void {
  guest.rebooting = false
  if (action === 'preserve') return
  if (action === 'restart') {
    guest.restarting = true
    send(guest, 'system_reset')
  } else {
    guest.stopping = why
    send(guest, 'quit')
  }
}

/** The second half of a restart: QEMU has reset the guest and waits. */
export function goOn(guest: Guest): void {
  if (guest.restarting) send(guest, 'cont')
  guest.restarting = false
}

/** QEMU may be gone before it answers: its end is noticed elsewhere. */
function send(guest: Guest, command: 'system_reset' | 'cont' | 'quit'): void {
  guest.monitor.execute(command, {}).catch(() => undefined)
}

function refuse(detail: string): never {
  throw new VirtError('CONFIG_UNSUPPORTED', detail, { origin: 'QEMU' })
}
