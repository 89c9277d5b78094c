import type { Channel, ChannelReport } from '../channels/channel.js'
import { OtherChannels } from '../channels/other-channels.js'
import type { Driver, DriverConnection, OpenRequest } from '../contract/driver.js'
import { VirtError } from '../errors/virt-error.js'
import { knownDrivers } from './known-drivers.js'
import type { Registry } from './registry.js'
import { type ConnectionUri, parseUri } from './uri.js'

export interface OpenedChannels {
  readonly uri: ConnectionUri
  readonly channels: readonly Channel[]
  readonly report: readonly ChannelReport[]
}

/** Ask every driver of the URI's scheme; those that open become the channels of one connection. */
export async function openChannels(
  registry: Registry,
  text: string,
  readOnly: boolean,
  signal: AbortSignal | undefined,
): Promise<OpenedChannels> {
  const uri = parseUri(text)
  const drivers = registry.forScheme(uri.scheme)
  if (drivers.length === 0) throw notInstalled(uri)
  const channels: Channel[] = []
  const report: ChannelReport[] = []
  for (const driver of drivers) {
    const siblings = new OtherChannels(channels, driver.name)
    const answer = await ask(driver, { uri, readOnly, signal, siblings }).catch(async (thrown: unknown) => {
      await Promise.allSettled(channels.map(({ connection }) => connection.close()))
      throw VirtError.from(thrown, { operation: 'open', driver: driver.name })
    })
    report.push({
      driver: driver.name,
      status: answer.connection ? 'open' : 'declined',
      reason: answer.reason,
    })
    if (answer.connection)
      channels.push({
        driver: driver.name,
        rank: driver.rank ?? { query: 0, change: 0 },
        connection: answer.connection,
      })
  }
  if (channels.length === 0) throw allDeclined(uri, report)
  return { uri, channels, report }
}

async function ask(
  driver: Driver,
  request: Omit<OpenRequest, 'decline'>,
): Promise<{ connection?: DriverConnection; reason?: string }> {
  let reason: string | undefined
  const decline = (why: string): undefined => void (reason = why)
  const connection = await driver.open({ ...request, decline })
  return connection ? { connection } : { reason: reason ?? 'not a URI of this driver' }
}

function notInstalled({ text, scheme }: ConnectionUri): VirtError {
  const packages = Object.hasOwn(knownDrivers, scheme) ? knownDrivers[scheme] : undefined
  const advice = packages
    ? `install and import ${packages.join(' or ')}`
    : `no driver for '${scheme}' is registered; install and import the package that provides it`
  return new VirtError('NO_CONNECT', `'${text}': ${advice}`, { operation: 'open' })
}

function allDeclined({ text }: ConnectionUri, report: readonly ChannelReport[]): VirtError {
  const reasons = report.map(({ driver, reason }) => `${driver}: ${reason ?? 'declined'}`).join('; ')
  return new VirtError('NO_CONNECT', `'${text}' (${reasons})`, { operation: 'open' })
}
