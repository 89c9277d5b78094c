import type { RedirfilterConfig, UsbFilterRule } from '@virt/core/config'
import { usbPlace } from '../address.js'
import type { BootOrders } from '../boot.js'
import { chardevId, chardevOptions } from '../chardevs.js'
import { jsonOption } from '../options.js'
import { model, type Plan } from '../plan.js'

/** USB devices of whoever looks at the guest's screen. */
export function redirdevOptions(plan: Plan, orders: BootOrders): readonly string[] {
  const { redirdevs = [], redirfilter } = plan.config.devices ?? {}
  return redirdevs.flatMap((redirdev) => {
    const { alias = '', address } = redirdev
    const chardev = chardevId(alias)
    return [
      ...chardevOptions(chardev, redirdev, { channel: 'usbredir' }),
      ...jsonOption('-device', {
        driver: model(plan, 'usb-redir'),
        chardev,
        id: alias,
        filter: redirfilter && filter(redirfilter),
        bootindex: orders.get(alias),
        ...usbPlace(plan, address),
      }),
    ]
  })
}

function filter({ rules = [] }: RedirfilterConfig): string {
  return rules.map(rule).join('|')
}

function rule({ class: kind, vendor, product, version, allow }: UsbFilterRule): string {
  return [number(kind), number(vendor), number(product), release(version), Number(allow)].join(':')
}

function number(value: number | 'any' | undefined): string {
  return value === undefined || value === 'any' ? '-1' : `0x${value.toString(16).padStart(2, '0')}`
}

/** `1.10` is 0x0110: two decimal digits a byte. */
function release(version: string | undefined): string {
  if (version === undefined) return '-1'
  const [major = '0', minor = '0'] = version.split('.')
  return `0x${major.padStart(2, '0')}${minor.padStart(2, '0')}`
}
