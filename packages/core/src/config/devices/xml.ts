import { checkBridge } from '../rules/interface.js'
import { formatXml } from '../xml/format.js'
import { parseXml } from '../xml/parse.js'
import { decodeDevice, encodeDevice, type DeviceConfig } from './device.js'

/** One device by itself, as attach and detach take it. */
export function parseDevice(xml: string): DeviceConfig {
  const device = decodeDevice(parseXml(xml))
  if ('interface' in device) checkBridge(device.interface)
  return device
}

export function formatDevice(device: DeviceConfig): string {
  return formatXml(encodeDevice(device))
}
