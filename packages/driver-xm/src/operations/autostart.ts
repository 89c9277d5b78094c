import type { DomainOperations } from '@virt/core/driver'
import { again, type Session } from '../session.js'

type Autostart = Pick<DomainOperations, 'autostart' | 'setAutostart'>

/** A link in `auto/`. */
export function autostart(session: Session): Autostart {
  const { directory } = session
  return {
    autostart: async (ref, call) => {
      const { stamp } = await session.definition(ref, call)
      return (await directory.autostarts.all())(stamp)
    },
    setAutostart: async (ref, wanted, call) => {
      const definition = await session.ownDefinition(ref, 'cannot set autostart for transient domain', call)
      await directory.setAutostart(again(definition, ref), wanted)
    },
  }
}
