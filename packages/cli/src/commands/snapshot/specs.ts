import { Failure } from '../../parser/failure.js'
import { splitList } from '../shared/split-list.js'
import { attributes } from '../shared/xml.js'

/** `name,key=value,...`; a doubled comma stands for one. */
function readSpec(
  spec: string,
  kind: string,
  keys: readonly string[],
): { name?: string; values: Record<string, string> } {
  const [first = '', ...rest] = splitList(spec)
  const values: Record<string, string> = {}
  const isValue = (word: string): boolean => keys.some((key) => word.startsWith(`${key}=`))
  for (const word of isValue(first) ? [first, ...rest] : rest) {
    const [, key = '', value = ''] = /^([^=]*)=([\s\S]*)$/.exec(word) ?? []
    if (!keys.includes(key)) throw new Failure(`unable to parse ${kind}: ${spec}`)
    values[key] = value
  }
  return { name: isValue(first) ? undefined : first, values }
}

/** `<disk>` of a snapshot from `disk[,snapshot=type][,driver=type][,stype=type][,file=name]`. */
export function diskSpecXml(spec: string): string {
  const { name, values } = readSpec(spec, 'diskspec', ['snapshot', 'driver', 'stype', 'file'])
  const { snapshot, driver, stype, file } = values
  if (!name || (stype !== undefined && stype !== 'file' && stype !== 'block'))
    throw new Failure(`unable to parse diskspec: ${spec}`)
  const head = `<disk${attributes({ name, snapshot, type: stype })}`
  const inside = [
    driver === undefined ? '' : `  <driver${attributes({ type: driver })}/>\n`,
    file === undefined ? '' : `  <source${attributes(stype === 'block' ? { dev: file } : { file })}/>\n`,
  ].join('')
  return inside ? `${head}>\n${inside}</disk>\n` : `${head}/>\n`
}

/** `<memory>` of a snapshot from `[file=]name[,snapshot=type]`. */
export function memorySpecXml(spec: string): string {
  const { name, values } = readSpec(spec, 'memspec', ['file', 'snapshot'])
  return `<memory${attributes({ snapshot: values.snapshot, file: values.file ?? name })}/>\n`
}
