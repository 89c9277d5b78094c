/** Major numbers of Linux for the disks `hda` and `hdb`, `hdc` and `hdd`, ... */
const ideMajors = [3, 22, 33, 34, 56, 57, 88, 89, 90, 91]

/** The largest index of a name that has a number of the simple form: `xvdp`, `sdp`. */
const lastSimple = 15

/**
 * The number by which xend and the guest know a disk, `major * 256 + minor`: `xvda` is 51712. Names that have no such
 * number go as they are: xend compares them with those of its devices.
 */
export function diskNumber(target: string): number | string {
  const [, bus, letter, partition = '0'] = /^(xvd|hd|sd)([a-z])(\d{0,2})$/.exec(target) ?? []
  if (bus === undefined || letter === undefined) return target
  const index = letter.charCodeAt(0) - 97
  if (index > lastSimple) return target
  const minor = Number(partition)
  if (bus === 'xvd') return 202 * 256 + index * 16 + minor
  if (bus === 'sd') return 8 * 256 + index * 16 + minor
  const major = ideMajors[index >> 1]
  return major === undefined ? target : major * 256 + (index % 2) * 64 + minor
}
