import { formatXml } from '../xml/format.js'
import { parseXml } from '../xml/parse.js'
import { decodeDevice, encodeDevice, type DeviceConfig } from './device.js'

/** One device by itself, as attach and detach take it. */
export function parseDevice(xml: string): DeviceConfig {
  return decodeDevice(parseXml(xml))
}

export function formatDevice(device: DeviceConfig): string {
  return formatXml(encodeDevice(device))
}
