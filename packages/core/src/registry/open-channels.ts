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
  /** Open one of the channels again, in the place of what it was. */
  readonly reopen: (driver: string, signal: AbortSignal) => Promise<Channel>
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
  const ask = (driver: Driver, until: AbortSignal | undefined): Promise<Answer> =>
    answerOf(driver, { uri, readOnly, signal: until, siblings: new OtherChannels(channels, driver.name) })
  for (const driver of drivers) {
    const answer = await ask(driver, signal).catch(async (thrown: unknown) => {
      await Promise.allSettled(channels.map(({ connection }) => connection.close()))
      throw thrown
    })
    report.push(answer.report)
    if (answer.channel) channels.push(answer.channel)
  }
  if (channels.length === 0) throw allDeclined(uri, report)
  const reopen: OpenedChannels['reopen'] = async (name, until) => {
    const place = channels.findIndex(({ driver }) => driver === name)
    const { channel, report: now } = await ask(drivers.find((each) => each.name === name) as Driver, until)
    if (!channel) throw allDeclined(uri, [now])
    return (channels[place] = channel)
  }
  return { uri, channels, report, reopen }
}

interface Answer {
  readonly channel?: Channel
  readonly report: ChannelReport
}

async function answerOf(driver: Driver, request: Omit<OpenRequest, 'decline'>): Promise<Answer> {
  const { name, rank = { query: 0, change: 0 } } = driver
  let reason = 'not a URI of this driver'
  const decline = (why: string): undefined => void (reason = why)
  const connection = await opened(driver, { ...request, decline })
  return connection
    ? { channel: { driver: name, rank, connection }, report: { driver: name, status: 'open' } }
    : { report: { driver: name, status: 'declined', reason } }
}

async function opened(driver: Driver, request: OpenRequest): Promise<DriverConnection | undefined> {
  try {
    return await driver.open(request)
  } catch (thrown) {
    throw VirtError.from(thrown, { operation: 'open', driver: driver.name })
  }
}

function notInstalled({ text, scheme }: ConnectionUri): VirtError {
  const packages = Object.hasOwn(knownDrivers, scheme) ? knownDrivers[scheme] : undefined
  const advice = packages
    ? `install and import ${packages.join(' or ')}`
    : `no driver for '${scheme}' is registered: install the package that provides it, and import it in a program`
  return new VirtError('NO_CONNECT', `'${text}': ${advice}`, { operation: 'open' })
}

function allDeclined({ text }: ConnectionUri, report: readonly ChannelReport[]): VirtError {
  const reasons = report.map(({ driver, reason }) => `${driver}: ${reason ?? 'declined'}`).join('; ')
  return new VirtError('NO_CONNECT', `'${text}' (${reasons})`, { operation: 'open' })
}
