/** What a command line makes, without the words that it says it in. */
export interface Effect {
  readonly machine: string
  /** MiB. */
  readonly memory: number
  readonly vcpus: string
  readonly kernel: readonly string[]
  readonly devices: readonly string[]
  /** Devices that show a drive to the guest, with the bus. */
  readonly drives: readonly string[]
}

type Options = Readonly<Record<string, readonly string[]>>

/** The effect of a command line, the emulator's path included or not. */
export function effectOf(argv: readonly string[]): Effect {
  const options = optionsOf(argv)
  const usb = argv.includes('-usb') ? [{ driver: 'usb-uhci' }] : []
  const devices: readonly Fields[] = [...(options['-device'] ?? []).map(fieldsOf), ...usb]
  return {
    machine: options['-machine']?.[0]?.split(',')[0] ?? '',
    memory: megabytes(options['-m']?.[0] ?? ''),
    vcpus: processors(options['-smp']?.[0] ?? '1'),
    kernel: ['-kernel', '-initrd', '-append'].map((name) => options[name]?.[0] ?? ''),
    devices: devices.map(({ driver = '' }) => modelName(driver)).sort(),
    drives: devices
      .filter(({ drive }) => drive !== undefined)
      .map(({ bus = '' }) => busName(bus))
      .sort(),
  }
}

/** What differs, in words: `machine: pc instead of q35`. */
export function differences(ours: Effect, theirs: Effect): readonly string[] {
  const plain = (['machine', 'memory', 'vcpus', 'kernel'] as const).flatMap((key) =>
    String(ours[key]) === String(theirs[key]) || (key === 'machine' && isAlias(ours[key], theirs[key]))
      ? []
      : [`${key}: '${String(ours[key])}' instead of '${String(theirs[key])}'`],
  )
  const models = [
    ...without(theirs.devices, ours.devices).map((name) => `-${name}`),
    ...without(ours.devices, theirs.devices).map((name) => `+${name}`),
  ]
  const drives =
    models.length === 0 && String(ours.drives) !== String(theirs.drives)
      ? [`drives: '${ours.drives.join(' ')}' instead of '${theirs.drives.join(' ')}'`]
      : []
  return [...plain, ...models, ...drives]
}

/** Whether one is the short name of the other: `q35` of `pc-q35-5.2`. */
function isAlias(short: string, full: string): boolean {
  return full.startsWith(`pc-${short === 'pc' ? 'i440fx' : short}-`)
}

function optionsOf(argv: readonly string[]): Options {
  const options: Record<string, string[]> = {}
  argv.forEach((word, index) => {
    if (word.startsWith('-')) (options[word] ??= []).push(argv[index + 1] ?? '')
  })
  return options
}

type Fields = Readonly<Record<string, string | undefined>>

function fieldsOf(value: string): Fields {
  if (value.startsWith('{')) return JSON.parse(value) as Fields
  const [driver = '', ...pairs] = value.split(/,(?!,)/)
  const entries = pairs.map((pair) => [pair.split('=')[0], pair.slice(pair.indexOf('=') + 1)] as const)
  return { driver, ...(Object.fromEntries(entries) as Fields) }
}

/** Two names that QEMU has for one device. */
const synonyms: Readonly<Record<string, string>> = {
  lsi53c895a: 'lsi',
  'ich9-ahci': 'ahci',
  'usb-uhci': 'piix3-usb-uhci',
}

function modelName(driver: string): string {
  return synonyms[driver] ?? driver
}

/** The bus without the machine's name for its first one. */
function busName(bus: string): string {
  return bus.replace(/^pcie?\..*/, 'pci').replace(/\.\d+$/, '')
}

function megabytes(value: string): number {
  const [, digits = '0', unit = 'M'] = /^(?:size=)?(\d+)([kKmMgG]?)/.exec(value) ?? []
  const scale = { k: 1 / 1024, m: 1, g: 1024 }[unit.toLowerCase()] ?? 1
  return Math.ceil(Number(digits) * scale)
}

function processors(value: string): string {
  const count = /^(?:cpus=)?(\d+)/.exec(value)?.[1] ?? '1'
  return `${count} of ${/maxcpus=(\d+)/.exec(value)?.[1] ?? count}`
}

function without(these: readonly string[], those: readonly string[]): readonly string[] {
  const left = [...those]
  return these.filter((name) => {
    const index = left.indexOf(name)
    if (index >= 0) left.splice(index, 1)
    return index < 0
  })
}
