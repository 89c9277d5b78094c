import type { TpmConfig } from '@virt/core/config'
import { chardevId, chardevOptions } from '../chardevs.js'
import type { MachineFamily } from '../machine-family.js'
import { jsonOption, keyValues } from '../options.js'
import { model, unsupported, type Plan } from '../plan.js'

/** Security modules: an emulator's (which the engine starts), somebody else's, or the host's own. */
export function tpmOptions(plan: Plan): readonly string[] {
  return (plan.config.devices?.tpms ?? []).flatMap((tpm) => [
    ...backendOptions(plan, tpm),
    ...jsonOption('-device', device(plan, tpm)),
  ])
}

/** A security module with its usual model and version: that of a PC's first ones, unless the model is a newer one. */
export function completeTpm(tpm: TpmConfig, family: MachineFamily): TpmConfig {
  const { backend, model: kind = family.name === 'pseries' ? 'tpm-spapr' : 'tpm-tis' } = tpm
  if (backend.type !== 'emulator') return { ...tpm, model: kind }
  const version = kind === 'tpm-tis' && family.isa ? '1.2' : '2.0'
  return { ...tpm, model: kind, backend: { ...backend, version: backend.version ?? version } }
}

/** The socket of the emulator of a domain's security module. */
export function tpmSocket({ directory }: Pick<Plan, 'directory'>): string {
  if (directory === undefined) throw unsupported('an emulated TPM needs a directory for its socket')
  return `${directory}/tpm.sock`
}

function device(plan: Plan, { model: kind = 'tpm-tis', alias, backend }: TpmConfig): object {
  checkVersion(plan, kind, backend)
  if (kind === 'spapr-tpm-proxy')
    return { driver: model(plan, kind), id: alias, 'host-path': backend.device?.path }
  return { driver: model(plan, kind === 'tpm-tis' ? onBus(plan) : kind), tpmdev: `tpm-${alias}`, id: alias }
}

function onBus({ emulator }: Plan): string {
  return emulator.arch === 'aarch64' ? 'tpm-tis-device' : 'tpm-tis'
}

function checkVersion({ emulator }: Plan, kind: string, { version }: TpmConfig['backend']): void {
  if (version !== '1.2') return
  if (emulator.arch === 'aarch64') throw unsupported('TPM 1.2 is not supported on ARM')
  if (kind === 'tpm-crb' || kind === 'tpm-spapr')
    throw unsupported(
      `TPM 1.2 is not supported with the ${kind === 'tpm-crb' ? 'CRB' : 'SPAPR'} device model`,
    )
}

function backendOptions(plan: Plan, { alias = '', model: kind, backend }: TpmConfig): readonly string[] {
  if (kind === 'spapr-tpm-proxy') return []
  const id = `tpm-${alias}`
  if (backend.type === 'passthrough') {
    const path = backend.device?.path ?? '/dev/tpm0'
    return ['-tpmdev', keyValues('passthrough', { id, path })]
  }
  const path = backend.type === 'emulator' ? tpmSocket(plan) : (backend.source?.path ?? missingPath())
  const chardev = chardevId(alias)
  return [
    ...chardevOptions(chardev, { type: 'unix', sources: [{ mode: 'connect', path }] }),
    '-tpmdev',
    keyValues('emulator', { id, chardev }),
  ]
}

function missingPath(): never {
  throw unsupported('an external TPM needs the path of its socket')
}
