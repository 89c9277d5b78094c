import type { WatchdogConfig } from '@virt/core/config'
import type { MachineFamily } from '../machine-family.js'
import { refuse, type Rule } from './rule.js'

/** Refuse watchdogs of other machines, in other places, and all but one of a model that is there once. */
export function checkWatchdogs(watchdogs: readonly WatchdogConfig[], { name }: MachineFamily): void {
  refuse(
    watchdogs.flatMap(({ model, address }, index): readonly Rule[] => {
      const twice = watchdogs.slice(0, index).some((other) => other.model === model)
      return [
        [twice && model !== 'i6300esb', `domain can only have one watchdog with model '${model}'`],
        ...(models[model]?.(name) ?? []).map(([wrong, detail]): Rule => [
          wrong,
          `${model} model of watchdog ${detail}`,
        ]),
        [
          model === 'i6300esb' && address && address.type !== 'pci',
          'i6300esb model of watchdog can go only on PCI bus',
        ],
        [
          model !== 'i6300esb' && address,
          `${model} model of watchdog does not support configuring the address`,
        ],
      ]
    }),
  )
}

type RulesOf = (family: MachineFamily['name']) => readonly Rule[]

const models: Readonly<Partial<Record<WatchdogConfig['model'], RulesOf>>> = {
  ib700: (family) => [[family !== 'i440fx' && family !== 'isapc', 'cannot be used with this machine type']],
  diag288: (family) => [[family !== 'ccw', 'is allowed for s390 and s390x only']],
  itco: (family) => [[family !== 'q35', 'is only part of q35 machine']],
}
