import { formatValue, sameValue } from '../file/value.js'
import type { ConfigFile, ConfigValue } from '../file/index.js'
import type { Entries, Topic } from './topic.js'

/** What is written of each topic. */
export type Written = ReadonlyMap<Topic, Entries>

/**
 * The file with what is to be said after, changing only topics of which it said something else before: it may have said the
 * same in other words. Of a list, also items that are as before keep their words.
 */
export function rewritten(
  file: ConfigFile,
  topics: readonly Topic[],
  before: Written | undefined,
  after: Written,
): ConfigFile {
  return topics.reduce((changed, topic) => {
    const [old, wanted] = [before?.get(topic), after.get(topic) ?? {}]
    return old !== undefined && sameEntries(old, wanted) ? changed : withTopic(changed, topic, old, wanted)
  }, file)
}

function sameEntries(a: Entries, b: Entries): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...names].every((name) => same(a[name], b[name]))
}

function same(a: ConfigValue | undefined, b: ConfigValue | undefined): boolean {
  return b === undefined ? a === undefined : sameValue(a, b)
}

function withTopic(file: ConfigFile, { keys }: Topic, old: Entries = {}, wanted: Entries): ConfigFile {
  const left = keys.filter((key) => wanted[key] === undefined)
  return Object.entries(wanted).reduce(
    (changed, [key, value]) => (value === undefined ? changed : withKey(changed, key, old[key], value)),
    left.reduce((without, key) => without.delete(key), file),
  )
}

function withKey(
  file: ConfigFile,
  key: string,
  old: ConfigValue | undefined,
  value: ConfigValue,
): ConfigFile {
  const words = file.get(key)
  return words !== undefined && same(old, value) ? file : file.set(key, inOldWords(value, old, words))
}

/** `value`, with those items that were in `old` as the file had them. */
function inOldWords(
  value: ConfigValue,
  old: ConfigValue | undefined,
  words: ConfigValue | undefined,
): ConfigValue {
  if (typeof value !== 'object' || typeof old !== 'object' || typeof words !== 'object') return value
  if (old.length !== words.length) return value
  const known = new Map(old.map((item, at) => [formatValue(item), words[at]]))
  return value.map((item) => known.get(formatValue(item)) ?? item)
}
