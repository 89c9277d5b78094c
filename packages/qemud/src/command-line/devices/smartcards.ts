import type { ControllerConfig, DevicesConfig, SmartcardConfig } from '@virt/core/config'
import { busController } from '../controller-names.js'
import { chardevId, chardevOptions } from '../chardevs.js'
import { jsonOption } from '../options.js'
import { model, unsupported, type Plan } from '../plan.js'

/** Smart cards, each in a slot of a reader. */
export function smartcardOptions(plan: Plan): readonly string[] {
  return (plan.config.devices?.smartcards ?? []).flatMap((card) => builds[card.mode](plan, card))
}

/** The readers that the cards need. */
export function readersOf({ smartcards = [] }: DevicesConfig): readonly ControllerConfig[] {
  return smartcards.map(({ address }) => ({
    type: 'ccid',
    index: (address?.type === 'ccid' ? address.controller : undefined) ?? 0,
  }))
}

type Build = (plan: Plan, card: SmartcardConfig) => readonly string[]

const builds: Readonly<Record<SmartcardConfig['mode'], Build>> = {
  host: (plan, card) => emulated(plan, card, { backend: 'nss-emulated' }),
  'host-certificates': (plan, card) => {
    const [cert1, cert2, cert3] = card.certificates ?? []
    const db = card.database ?? '/etc/pki/nssdb'
    return emulated(plan, card, { backend: 'certificates', cert1, cert2, cert3, db })
  },
  passthrough: (plan, card) => {
    const { alias = '', type } = card
    if (type === undefined) throw unsupported('a passed through smart card needs a character device')
    const chardev = chardevId(alias)
    return [
      ...chardevOptions(chardev, { ...card, type }, { channel: 'smartcard' }),
      ...jsonOption('-device', { driver: model(plan, 'ccid-card-passthru'), chardev, ...place(plan, card) }),
    ]
  },
}

function emulated(plan: Plan, card: SmartcardConfig, backend: object): readonly string[] {
  const driver = model(plan, 'ccid-card-emulated')
  return jsonOption('-device', { driver, ...backend, ...place(plan, card) })
}

function place(plan: Plan, { alias: id, address }: SmartcardConfig): object {
  const { controller = 0, slot } = address?.type === 'ccid' ? address : {}
  return { id, bus: `${busController(plan, 'ccid', controller)}.0`, slot: slot || undefined }
}
