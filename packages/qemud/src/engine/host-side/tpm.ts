import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TpmConfig } from '@virt/core/config'
import { VirtError } from '@virt/core/driver'
import type { Layout } from '../../store/layout.js'
import { run } from '../../networks/host/run.js'
import { hostFailure } from './failure.js'

/** Whose security module it is. */
interface Owner {
  readonly name: string
  readonly uuid: string
}

/** Start the emulator of a domain's security module. It ends with QEMU, and keeps its state for the next start. */
export async function startTpm(
  layout: Layout,
  owner: Owner,
  directory: string,
  { backend }: TpmConfig,
): Promise<void> {
  const state = join(stateOf(layout, owner.uuid), backend.version === '1.2' ? 'tpm1.2' : 'tpm2')
  mkdirSync(state, { recursive: true, mode: 0o700 })
  const flags = backend.version === '1.2' ? [] : ['--tpm2']
  const key = passphraseFile(layout, directory, backend)
  if (backend.activePcrBanks) await chooseBanks(state, [...flags, ...setupKey(key)], backend.activePcrBanks)
  await swtpm([
    'socket',
    '--daemon',
    '--terminate',
    ...flags,
    ...['--ctrl', `type=unixio,path=${directory}/tpm.sock,mode=0600`],
    ...['--tpmstate', `dir=${state},mode=0600`],
    ...(key === undefined ? [] : ['--key', `pwdfile=${key},mode=aes-256-cbc,remove=true`]),
    ...['--pid', `file=${pidFile(directory)}`],
    ...['--log', `file=${join(layout.logs, `${owner.name}-swtpm.log`)}`],
  ])
}

/** A file with the passphrase of the state, out of the secret that the definition names. Absent: it is not encrypted. */
function passphraseFile(
  { config }: Layout,
  directory: string,
  { encryption }: TpmConfig['backend'],
): string | undefined {
  if (encryption === undefined) return undefined
  const path = join(directory, 'tpm.key')
  try {
    const secret = readFileSync(join(config, 'secrets', `${encryption.secret}.base64`), 'latin1')
    writeFileSync(path, Buffer.from(secret, 'base64'), { mode: 0o600 })
    return path
  } catch (cause) {
    throw new VirtError('NO_SECRET', `no secret with uuid '${encryption.secret}'`, { origin: 'QEMU', cause })
  }
}

function setupKey(path: string | undefined): readonly string[] {
  return path === undefined ? [] : ['--pwdfile', path, '--cipher', 'aes-256-cbc']
}

/** End the emulator, if QEMU's end was not enough. */
export function stopTpm(directory: string): void {
  try {
    const pid = Number(readFileSync(pidFile(directory), 'latin1'))
    if (readFileSync(`/proc/${pid}/comm`, 'latin1').trim() === 'swtpm') process.kill(pid, 'SIGTERM')
  } catch {
    return
  }
}

/** Remove everything that a domain's security module keeps. */
export function removeTpmState(layout: Layout, uuid: string): void {
  rmSync(stateOf(layout, uuid), { recursive: true, force: true })
}

function stateOf({ tpm }: Layout, uuid: string): string {
  return join(tpm, uuid)
}

function pidFile(directory: string): string {
  return join(directory, 'tpm.pid')
}

async function swtpm(args: readonly string[]): Promise<void> {
  try {
    await run('swtpm', args)
  } catch (error) {
    if (VirtError.is(error) && error.code === 'OPERATION_UNSUPPORTED')
      throw new VirtError('CONFIG_UNSUPPORTED', "TPM type 'emulator' needs the program swtpm", {
        origin: 'QEMU',
        cause: error,
      })
    throw hostFailure(`Could not start 'swtpm': ${(error as Error).message}`, error)
  }
}

/** Which hashes the module's registers are kept in: set anew whenever the description says so. */
async function chooseBanks(
  state: string,
  flags: readonly string[],
  banks: NonNullable<TpmConfig['backend']['activePcrBanks']>,
): Promise<void> {
  const names = (['sha1', 'sha256', 'sha384', 'sha512'] as const).filter((name) => banks[name])
  const common = [...flags, '--tpmstate', state, '--pcr-banks', names.join(',')]
  await run('swtpm_setup', [...common, '--not-overwrite'])
  await run('swtpm_setup', [...common, '--reconfigure'])
}
