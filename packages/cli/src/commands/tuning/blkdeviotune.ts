import { format, present } from '../../output/format.js'
import { command, type Command } from '../../parser/command.js'
import { attempt } from '../../parser/failure.js'
import { bytes, data, unsigned } from '../../parser/options.js'
import { affected, affecting } from '../shared/affect.js'
import { domain } from '../shared/lookup.js'
import { givenParameters, parameterLine } from './parameters.js'

const limits = {
  'total-bytes-sec': bytes('total throughput limit, as scaled integer (default bytes)'),
  'read-bytes-sec': bytes('read throughput limit, as scaled integer (default bytes)'),
  'write-bytes-sec': bytes('write throughput limit, as scaled integer (default bytes)'),
  'total-iops-sec': bytes('total I/O operations limit per second'),
  'read-iops-sec': bytes('read I/O operations limit per second'),
  'write-iops-sec': bytes('write I/O operations limit per second'),
  'total-bytes-sec-max': bytes('total max, as scaled integer (default bytes)'),
  'read-bytes-sec-max': bytes('read max, as scaled integer (default bytes)'),
  'write-bytes-sec-max': bytes('write max, as scaled integer (default bytes)'),
  'total-iops-sec-max': bytes('total I/O operations max'),
  'read-iops-sec-max': bytes('read I/O operations max'),
  'write-iops-sec-max': bytes('write I/O operations max'),
  'size-iops-sec': bytes('I/O size in bytes'),
  'total-bytes-sec-max-length': unsigned('duration in seconds to allow total max bytes'),
  'read-bytes-sec-max-length': unsigned('duration in seconds to allow read max bytes'),
  'write-bytes-sec-max-length': unsigned('duration in seconds to allow write max bytes'),
  'total-iops-sec-max-length': unsigned('duration in seconds to allow total I/O operations max'),
  'read-iops-sec-max-length': unsigned('duration in seconds to allow read I/O operations max'),
  'write-iops-sec-max-length': unsigned('duration in seconds to allow write I/O operations max'),
} as const

export const blkdeviotune: Command = command({
  name: 'blkdeviotune',
  summary: 'Set or query a block device I/O tuning parameters.',
  description: 'Set or query disk I/O parameters such as block throttling.',
  options: { domain, device: data('block device'), ...limits, ...affecting, format },
  run: async (session, { domain: { it }, device, format: wanted, config, live, current, ...values }) => {
    const flags = { ...affected({ config, live, current }), ...session.call }
    const changes = givenParameters(limits, values)
    if (Object.keys(changes).length > 0)
      return attempt('Unable to change block I/O throttle', it.setBlockIoTune(device, changes, flags))
    const tune = await attempt('Unable to get block I/O throttle parameters', it.blockIoTune(device, flags))
    present(session, wanted, tune, () =>
      Object.entries(tune)
        .map(([name, value]) => parameterLine(name, value))
        .join(''),
    )
  },
})
