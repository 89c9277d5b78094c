import type { SoundConfig } from '@virt/core/config'

const historical: readonly SoundConfig[] = [{ model: 'sb16' }, { model: 'es1370' }]

/** Sound cards by name: `sb16,es1370`, or `all` of those two. */
export function soundsFromText(text: string): readonly SoundConfig[] {
  if (text === 'all') return historical
  return text
    .split(',')
    .filter((name) => name !== '')
    .map((name) => ({ model: name as SoundConfig['model'] }))
}

export function soundsToText(sounds: readonly SoundConfig[]): string {
  return sounds.map(({ model }) => model).join(',')
}
