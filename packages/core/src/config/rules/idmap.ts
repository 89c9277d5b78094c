import { xmlError } from '../codec/errors.js'
import type { IdMap, IdMapRange } from '../domain/isolation.js'

/** `virDomainIdmapDefParseXML`. */
export function completeIdMap(map: IdMap): IdMap {
  if (map.uids === undefined || map.gids === undefined)
    throw xmlError('uid and gid should be mapped both', 'DOMAIN')
  return { ...map, uids: sorted(map.uids), gids: sorted(map.gids) }
}

function sorted(ranges: readonly IdMapRange[]): readonly IdMapRange[] {
  const ascending = [...ranges].sort((a, b) => a.start - b.start)
  if (ascending[0]?.start !== 0) throw xmlError('You must map the root user of container', 'DOMAIN')
  return ascending
}
