import { clockFromXen, clockToXen } from '@virt/xen-common'
import type { Form, Topic } from '../topic.js'

/** Whether the guest may change its clock, and Xen keeps by how much. */
function isVariable({ guest, version }: Form): boolean {
  return guest === 'hvm' && version >= 4
}

export const clock: Topic = {
  keys: ['rtc_timeoffset', 'localtime'],
  read: (settings, form) => ({
    clock: clockFromXen(
      {
        localtime: settings.flag('localtime') ?? false,
        rtcTimeoffset: settings.number('rtc_timeoffset') ?? 0,
      },
      isVariable(form),
    ),
  }),
  write({ clock: config }, form) {
    const { localtime, rtcTimeoffset } = clockToXen(config, isVariable(form))
    return { ...(isVariable(form) && { rtc_timeoffset: rtcTimeoffset }), localtime: Number(localtime) }
  },
}
