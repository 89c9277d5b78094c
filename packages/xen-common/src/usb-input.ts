import type { InputConfig } from '@virt/core/config'

const words = ['tablet', 'mouse', 'keyboard'] as const

/** What `usbdevice` names: `tablet`, `mouse` or `keyboard`; others are not inputs. */
export function inputFromUsbDevice(word: string): InputConfig | undefined {
  const type = words.find((each) => each === word)
  return type && { type, bus: 'usb' }
}

export function usbDeviceOfInput({ type, bus }: InputConfig): string | undefined {
  return bus === 'usb' ? words.find((each) => each === type) : undefined
}
