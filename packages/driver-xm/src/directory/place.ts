import { resolve } from 'node:path'

type Identity = Pick<NodeJS.Process, 'getuid' | 'geteuid' | 'getgid' | 'getegid'>

/**
 * Where the files are: `VIRT_XM_CONFIG_DIR`, else libvirt's `LIBVIRT_XM_CONFIG_DIR`, else `/etc/xen`. A program that runs
 * with rights that its user does not have listens to neither.
 */
export function configDirectory(env: NodeJS.ProcessEnv = process.env, identity: Identity = process): string {
  const wanted = hasBorrowedRights(identity) ? '' : env.VIRT_XM_CONFIG_DIR || env.LIBVIRT_XM_CONFIG_DIR
  return resolve(wanted || '/etc/xen')
}

function hasBorrowedRights({ getuid, geteuid, getgid, getegid }: Identity): boolean {
  return getuid?.() !== geteuid?.() || getgid?.() !== getegid?.()
}
