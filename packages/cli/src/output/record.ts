/** `Name:           value` lines, as virsh prints one object. Fields without value are left out; one without label goes on under the last. */
export function formatRecord(
  fields: readonly (readonly [label: string, value: string | number | undefined])[],
  labelWidth = 15,
): string {
  return fields
    .filter(([, value]) => value !== undefined)
    .map(([label, value]) => `${(label && `${label}:`).padEnd(labelWidth)} ${value}\n`)
    .join('')
}
