import { format, present } from '../../output/format.js'
import { command, type Command } from '../../parser/command.js'
import { attempt, Failure } from '../../parser/failure.js'
import { data, string } from '../../parser/options.js'
import { affected, affecting } from '../shared/affect.js'
import { domain } from '../shared/lookup.js'
import { parseRate } from '../shared/rate.js'
import { parameterLine } from './parameters.js'

type Direction = 'inbound' | 'outbound'

export const domiftune: Command = command({
  name: 'domiftune',
  summary: 'get/set parameters of a virtual interface',
  description: "Get/set parameters of a domain's virtual interface.",
  options: {
    domain,
    interface: data('interface device (MAC Address)'),
    inbound: string("control domain's incoming traffics"),
    outbound: string("control domain's outgoing traffics"),
    ...affecting,
    format,
  },
  run: async (
    session,
    { domain: { it }, interface: device, inbound, outbound, format: wanted, ...affect },
  ) => {
    const flags = { ...affected(affect), ...session.call }
    const changes = { ...limitsOf('inbound', inbound), ...limitsOf('outbound', outbound) }
    if (Object.keys(changes).length > 0)
      return attempt('Unable to set interface parameters', it.setInterfaceParameters(device, changes, flags))
    const parameters = await attempt(
      'Unable to get interface parameters',
      it.interfaceParameters(device, flags),
    )
    present(session, wanted, parameters, () =>
      Object.entries(parameters)
        .map(([name, value]) => parameterLine(name, value))
        .join(''),
    )
  },
})

/** An average of 0 ends a limit, and must be named for it. */
function limitsOf(direction: Direction, text: string | undefined): Record<string, number> {
  if (text === undefined) return {}
  const { average = '0', peak, burst, floor } = parseRate(text)
  const bounded = peak !== undefined || burst !== undefined
  if (direction === 'inbound' && average === '0' && floor === undefined && bounded)
    throw new Failure('either inbound average or floor is mandatory')
  if (direction === 'outbound' && average === '0' && bounded)
    throw new Failure('outbound average is mandatory')
  if (direction === 'outbound' && floor !== undefined) throw new Failure('outbound floor is unsupported yet')
  return Object.fromEntries(
    Object.entries({ average, peak, burst, floor }).flatMap(([name, value]) =>
      value === undefined ? [] : [[`${direction}.${name}`, Number(value)]],
    ),
  )
}
