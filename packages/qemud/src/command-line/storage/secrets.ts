import type { SecretRef } from '@virt/core/config'
import { jsonOption } from '../options.js'
import { unsupported, type Plan } from '../plan.js'

/**
 * `-object secret`: QEMU reads the value from a file of its own, base64 as libvirt keeps secrets: nobody sees it in a list of
 * processes. The file has the secret's uuid, or its usage, for a name.
 */
export function secretOptions(plan: Plan, id: string, secret: SecretRef): readonly string[] {
  if (plan.secrets === undefined) throw unsupported('secrets are not supported here')
  const name = secret.uuid ?? encodeURIComponent(secret.usage ?? '')
  if (name === '') throw unsupported('a secret needs a uuid or a usage')
  const file = `${plan.secrets}/${name}.base64`
  return jsonOption('-object', { 'qom-type': 'secret', id, format: 'base64', file })
}
