import type { CryptoConfig } from '@virt/core/config'
import { addressProperties } from '../address.js'
import { jsonOption } from '../options.js'
import { model, type Plan } from '../plan.js'
import { virtioModel, virtioOptions } from '../virtio.js'

/** Devices that encrypt for the guest. */
export function cryptoOptions(plan: Plan): readonly string[] {
  return (plan.config.devices?.cryptos ?? []).flatMap((crypto) => {
    const { alias = '', backend, driver, address } = crypto
    const id = `obj${alias}`
    return [
      ...jsonOption('-object', { 'qom-type': backendType(plan, crypto), id, queues: backend.queues }),
      ...jsonOption('-device', {
        driver: virtioModel(plan, 'virtio-crypto', undefined, address),
        ...virtioOptions(driver),
        cryptodev: id,
        id: alias,
        ...addressProperties(plan, address),
      }),
    ]
  })
}

function backendType(plan: Plan, { backend }: CryptoConfig): string {
  return model(plan, `cryptodev-backend-${backend.model}`)
}
