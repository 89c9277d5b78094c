import { unsupported, xmlError } from '../codec/errors.js'
import type { Bandwidth } from '../network/common.js'

/** `virNetDevBandwidthParse`. */
export function checkBandwidth(bandwidth: Bandwidth): Bandwidth {
  const { inbound, outbound } = bandwidth
  if (outbound?.floor !== undefined)
    throw unsupported("'floor' attribute allowed only in <inbound> element", 'NETWORK')
  for (const rate of [inbound, outbound])
    if (rate !== undefined && rate.average === undefined && rate.floor === undefined)
      throw xmlError('Missing mandatory average or floor attributes', 'NETWORK')
  return bandwidth
}
