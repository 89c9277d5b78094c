/** `Name:           value` lines, as virsh prints one object. Fields without value are left out. */
export function formatRecord(
  fields: readonly (readonly [label: string, value: string | number | undefined])[],
  labelWidth = 15,
): string {
  return fields
    .filter(([, value]) => value !== undefined)
    .map(([label, value]) => `${`${label}:`.padEnd(labelWidth)} ${value}\n`)
    .join('')
}
