import { consoles } from './consoles.js'
import { crowds } from './crowds.js'
import { definitions } from './definitions.js'
import { told } from './events.js'
import { jobs } from './jobs.js'
import { life } from './life.js'
import { looking } from './looking.js'
import { networkLife } from './networks.js'
import { resources } from './resources.js'
import type { Broken } from './alter.js'

export const broken: readonly Broken[] = [
  ...looking,
  ...life,
  ...definitions,
  ...told,
  ...resources,
  ...jobs,
  ...consoles,
  ...networkLife,
  ...crowds,
]
