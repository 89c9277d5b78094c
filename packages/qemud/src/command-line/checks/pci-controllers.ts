import type { ControllerConfig } from '@virt/core/config'
import type { MachineFamily } from '../machine-family.js'
import type { Rule } from './rule.js'

type Option = Exclude<keyof NonNullable<ControllerConfig['target']>, 'extra'>

/** The numbers that an option of a PCI controller can be. */
const ranges: readonly (readonly [option: Option, least: number, most: number])[] = [
  ['chassisNr', 1, 255],
  ['chassis', 0, 255],
  ['port', 0, 255],
  ['busNr', 1, 254],
]

/** What each model of PCI controller can be told. The roots differ from machine to machine. */
const options: Readonly<Record<string, readonly Option[]>> = {
  'pci-bridge': ['chassisNr'],
  'pcie-root-port': ['chassis', 'port', 'hotplug'],
  'pcie-switch-downstream-port': ['chassis', 'port', 'hotplug'],
  'pci-expander-bus': ['busNr', 'node'],
  'pcie-expander-bus': ['busNr', 'node'],
  'dmi-to-pci-bridge': [],
  'pcie-to-pci-bridge': [],
  'pcie-switch-upstream-port': [],
  'pcie-root': [],
}

/** The devices that a controller's model can be. */
const names: Readonly<Record<string, readonly string[]>> = {
  'pci-root': ['spapr-pci-host-bridge'],
  'pci-bridge': ['pci-bridge'],
  'pcie-root-port': ['pcie-root-port', 'ioh3420'],
  'pcie-switch-upstream-port': ['x3130-upstream'],
  'pcie-switch-downstream-port': ['xio3130-downstream'],
  'pci-expander-bus': ['pxb'],
  'pcie-expander-bus': ['pxb-pcie'],
  'dmi-to-pci-bridge': ['i82801b11-bridge'],
  'pcie-to-pci-bridge': ['pcie-pci-bridge'],
}

/** The roots that have a hole for 64-bit addresses, by the family of their machine. */
const holes: Readonly<Record<string, MachineFamily['name']>> = { 'pci-root': 'i440fx', 'pcie-root': 'q35' }

export function pciControllerRules(controller: ControllerConfig, { name }: MachineFamily): readonly Rule[] {
  const { index = 0, model = '', target = {}, pciModel, pcihole64 } = controller
  const known = name === 'pseries' && model === 'pci-root' ? (['index', 'node'] as const) : rootOptions(model)
  const foreign = (Object.keys(target) as Option[]).find(
    (option) => target[option] !== undefined && !(known as readonly string[]).includes(option),
  )
  return [
    [index > 255, `PCI controller index ${index} too high, maximum is 255`],
    ...ranges.map(([option, least, most]): Rule => {
      const value = Number(target[option] ?? least)
      return [
        value < least || value > most,
        `PCI controller ${option} '${value}' out of range - must be ${least}-${most}`,
      ]
    }),
    [
      pcihole64 !== undefined && holes[model] !== name,
      `Setting the 64-bit PCI hole size is not supported for '${model}' on this machine`,
    ],
    [
      foreign,
      `Option '${foreign ?? ''}' is not valid for PCI controller with index '${index}' and model '${model}'`,
    ],
    [
      pciModel && names[model]?.includes(pciModel.name) === false,
      `PCI controller model name '${pciModel?.name ?? ''}' is not valid for PCI controller model '${model}'`,
    ],
  ]
}

function rootOptions(model: string): readonly Option[] {
  return model === 'pci-root' ? ['hotplug'] : (options[model] ?? [])
}
