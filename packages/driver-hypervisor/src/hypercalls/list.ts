import { type Caller, isUntouched, misfit, untouched } from './caller.js'
import { type DomainRecord, readDomain } from './domain-record.js'
import { refusal } from './refusal.js'

/** The domains from `first` on, at most `most`, in the order of their ids: one hypercall. */
export function listFrom(caller: Caller, first: number, most: number): DomainRecord[] {
  const { domainInfo } = caller.interface
  const { data } = caller
  const end = most * domainInfo.size
  data.fill(untouched, end, end + domainInfo.size)
  const reply = caller.call('getdomaininfolist', {
    firstDomain: first,
    maxDomains: most,
    buffer: caller.dataAddress,
  })
  const count = reply('numDomains')
  if (count > most) throw misfit(caller.interface, 'getdomaininfolist')
  const records = Array.from({ length: count }, (_, index) =>
    readDomain(data, domainInfo, index * domainInfo.size),
  )
  const ascending = records.every(
    ({ id }, index) => id >= (index ? (records[index - 1]?.id ?? 0) + 1 : first),
  )
  if (!ascending || !isUntouched(data, end, end + domainInfo.size))
    throw misfit(caller.interface, 'getdomaininfolist')
  return records
}

/** All domains: one hypercall for the first thousand, one more for each thousand more. */
export function listDomains(caller: Caller): readonly DomainRecord[] {
  const room = Math.floor(caller.data.length / caller.interface.domainInfo.size) - 1
  const all: DomainRecord[] = []
  for (let first = 0; ;) {
    const records = listFrom(caller, first, room)
    all.push(...records)
    if (records.length < room) return all
    first = (records.at(-1)?.id ?? 0) + 1
  }
}

/** Xen answers with the next domain when there is none of this id. */
export function domainOf(caller: Caller, id: number): DomainRecord {
  const [record] = id <= lastDomain ? listFrom(caller, id, 1) : []
  if (record?.id === id) return record
  throw refusal('NO_DOMAIN', `no domain with matching id ${id}`)
}

/** `DOMID_FIRST_RESERVED` - 1. */
const lastDomain = 0x7fef
