import type { Domain } from '../../front/domain.js'
import type { OperationName } from '../../contract/operations.js'
import { refused } from '../expect.js'
import { type Rule, rule } from '../rule.js'

const nowhere = 'kit-no-such'

const needsDevice = (name: OperationName, device: string, work: (domain: Domain) => Promise<unknown>): Rule =>
  rule(`${name} of ${device} that is not there is INVALID_ARG`, [name], async (context) => {
    await refused(work(await context.running()), 'INVALID_ARG', name)
  })

export const deviceTuningRules: readonly Rule[] = [
  needsDevice('domains.blockIoTune', 'a disk', (domain) => domain.blockIoTune(nowhere)),
  needsDevice('domains.setBlockIoTune', 'a disk', (domain) =>
    domain.setBlockIoTune(nowhere, { total_bytes_sec: 1 }),
  ),
  needsDevice('domains.interfaceParameters', 'an interface', (domain) => domain.interfaceParameters(nowhere)),
  needsDevice('domains.setInterfaceParameters', 'an interface', (domain) =>
    domain.setInterfaceParameters(nowhere, { 'inbound.average': 1 }),
  ),
]
