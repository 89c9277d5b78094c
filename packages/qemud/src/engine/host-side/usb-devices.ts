import { existsSync, readdirSync } from 'node:fs'
import type { HostdevSource } from '@virt/core/config'
import { hostFailure } from './failure.js'
import { attribute } from './sysfs.js'

const directory = '/sys/bus/usb/devices'

/** A USB device of the host. */
interface UsbDevice {
  readonly bus: number
  readonly device: number
  readonly vendor: number
  readonly product: number
}

/** Make sure that exactly one USB device of the host is meant. */
export function checkUsbDevice(source: HostdevSource): void {
  const found = usbDevices().filter((device) => matches(device, source))
  if (found.length === 0) throw hostFailure(`Did not find USB device ${describe(source)}`)
  if (found.length > 1)
    throw hostFailure(`Multiple USB devices for ${describe(source)}, use <address> to specify one`)
}

function matches({ bus, device, vendor, product }: UsbDevice, source: HostdevSource): boolean {
  const { address } = source
  return (
    (source.vendor === undefined || source.vendor.id === vendor) &&
    (source.product === undefined || source.product.id === product) &&
    (address?.bus === undefined || address.bus === bus) &&
    (address?.device === undefined || address.device === device)
  )
}

function usbDevices(): readonly UsbDevice[] {
  if (!existsSync(directory)) return []
  return readdirSync(directory)
    .map((name) => `${directory}/${name}`)
    .filter((path) => existsSync(`${path}/idVendor`))
    .map((path) => ({
      bus: Number(attribute(`${path}/busnum`)),
      device: Number(attribute(`${path}/devnum`)),
      vendor: parseInt(attribute(`${path}/idVendor`) ?? '', 16),
      product: parseInt(attribute(`${path}/idProduct`) ?? '', 16),
    }))
}

function describe({ vendor, product, address }: HostdevSource): string {
  const id = (value: number | undefined): string => (value ?? 0).toString(16).padStart(4, '0')
  const place = address?.bus === undefined ? '' : ` bus:${address.bus} device:${address.device ?? '*'}`
  return `${id(vendor?.id)}:${id(product?.id)}${place}`
}
