import { unsupported, type Plan } from '../plan.js'

/** Where a POWER machine has its non-volatile memory. */
export function nvramOptions({ config, family }: Plan): readonly string[] {
  const nvram = config.devices?.nvram
  if (!nvram) return []
  if (family.name !== 'pseries') throw unsupported('nvram device is only supported for PPC64')
  const reg = nvram.address?.type === 'spapr-vio' ? nvram.address.reg : undefined
  return reg === undefined ? [] : ['-global', `spapr-nvram.reg=0x${reg.toString(16)}`]
}
