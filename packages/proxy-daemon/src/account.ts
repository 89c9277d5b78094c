import { readFile } from 'node:fs/promises'
import { VirtError } from '@virt/core/driver'

/** A user of this host, with its own group and no other. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

/** The daemon's own user, where the host has one; whom else it shares its rights with. */
const usual = ['virt-proxy', 'nobody']

/** Whom a daemon that is started as root becomes unless it is told. */
export async function usualAccount(): Promise<Account> {
  const [own, shared] = await Promise.all(usual.map((name) => accountOf(name).catch(() => undefined)))
  const account = own ?? shared
  if (!account) throw invalid(`there is no user ${usual.join(' or ')}; choose one with --user`)
  return account
}

/** The account of a name in /etc/passwd, or of the numbers `UID:GID`. INVALID_ARG when there is none. */
export async function accountOf(user: string): Promise<Account> {
  const numbers = /^(\d{1,10}):(\d{1,10})$/.exec(user)
  if (numbers) return { uid: Number(numbers[1]), gid: Number(numbers[2]) }
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'))
  const [, , uid, gid] = lines.find(([name]) => name === user) ?? []
  if (uid === undefined || gid === undefined) throw invalid(`there is no user '${user}'`)
  return { uid: Number(uid), gid: Number(gid) }
}

/**
 * Become a user for good: this process can do afterwards what that user can, and use what it has open. Called as root.
 *
 * @throws OPERATION_FAILED when that is not possible here, or not for good.
 */
export function become({ uid, gid }: Account): void {
  try {
    process.setgroups?.([])
    process.setgid?.(gid)
    process.setuid?.(uid)
  } catch (cause) {
    throw failed(`cannot become user ${uid}: ${(cause as Error).message}`, cause)
  }
  if (uid !== 0 && canReturn()) throw failed(`user ${uid} could become root again`)
}

function canReturn(): boolean {
  try {
    process.setuid?.(0)
    return true
  } catch {
    return false
  }
}

function invalid(detail: string): VirtError {
  return new VirtError('INVALID_ARG', detail, { origin: 'PROXY' })
}

function failed(detail: string, cause?: unknown): VirtError {
  return new VirtError('OPERATION_FAILED', detail, { origin: 'PROXY', cause })
}
