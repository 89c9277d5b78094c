import type { BootOrders } from '../boot.js'
import type { Plan } from '../plan.js'
import { balloonOptions } from './balloon.js'
import { cryptoOptions } from './cryptos.js'
import { hostdevOptions } from './hostdevs.js'
import { nvramOptions } from './nvram.js'
import { panicOptions } from './panics.js'
import { redirdevOptions } from './redirdevs.js'
import { rngOptions } from './rngs.js'
import { shmemOptions } from './shmems.js'
import { soundOptions } from './sounds.js'
import { vsockOptions } from './vsock.js'
import { watchdogOptions } from './watchdogs.js'

/** The devices that come last, in libvirt's order. */
export function lateDevices(plan: Plan, orders: BootOrders): readonly string[] {
  return [
    ...soundOptions(plan),
    ...watchdogOptions(plan),
    ...redirdevOptions(plan, orders),
    ...hostdevOptions(plan, orders),
    ...balloonOptions(plan),
    ...rngOptions(plan),
    ...nvramOptions(plan),
    ...panicOptions(plan),
    ...shmemOptions(plan),
    ...vsockOptions(plan),
    ...cryptoOptions(plan),
  ]
}
