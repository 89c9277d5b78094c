import type { InputOperations } from '@virt/core/driver'
import type { EngineContext } from '../context.js'
import { injectNmi, resetGuest } from './buttons.js'
import { sendKey } from './send-key.js'
import { screenshot } from './screenshot.js'

export function inputOperations({ domains, layout }: EngineContext): InputOperations {
  return {
    reset: async (ref, call) => resetGuest(domains.get(ref), call),
    injectNmi: async (ref, call) => injectNmi(domains.get(ref), call),
    sendKey: async (ref, keycodes, flags, call) => sendKey(domains.get(ref), keycodes, flags, call),
    screenshot: async (ref, { screen }, call) => screenshot(layout, domains.get(ref), screen, call),
  }
}
