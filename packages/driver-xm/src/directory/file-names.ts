import { refusal } from '../refusal.js'

/** Xen's own files, editors' leftovers, and examples: libvirt's list, and what Xen 4 has put there since. */
const hidden: readonly RegExp[] = [
  /^[.#]/,
  /~$/,
  /^(?:xend-config\.sxp|xend-pci-|xmexample|qemu-ifup)/,
  /^xlexample/,
  /^(?:xl\.conf|oxenstored\.conf|cpupool|README(?:\..*)?)$/,
]

const longest = 255

/** Whether a file of this name in the directory is no domain's. */
export function isHidden(file: string): boolean {
  return hidden.some((pattern) => pattern.test(file))
}

/** Refuse the name of a domain that cannot be the name of its file. */
export function checkFileName(name: string): void {
  const complaint = complaintAbout(name)
  if (complaint)
    throw refusal('CONFIG_UNSUPPORTED', `the name '${name}' cannot be that of a file: ${complaint}`)
}

function complaintAbout(name: string): string | undefined {
  if (name === '') return 'it is empty'
  if (name.includes('/')) return "it has a '/'"
  if (/\p{Cc}/u.test(name)) return 'it has control characters'
  if (isHidden(name)) return 'files of such names are passed over'
  if (name !== Buffer.from(name).toString()) return 'it is no Unicode text'
  return Buffer.byteLength(name) > longest ? `it is longer than ${longest} bytes` : undefined
}
