import { setTimeout as sleep } from 'node:timers/promises'
import { type Broken, domains } from './alter.js'

export const jobs: readonly Broken[] = [
  [
    'a save that lets it run',
    'domains.save writes a file and stops the domain, telling how far it is',
    domains((real) => ({ save: (ref, path, _flags, call) => real.coreDump(ref, path, {}, call) })),
  ],
  [
    'progress that goes back',
    'domains.coreDump writes a file, telling how far it is, and the domain goes on',
    domains((real) => ({
      coreDump: async (ref, path, flags, call) => {
        for (const processed of [50, 10]) {
          call.progress?.({ processed, total: 100 })
          await sleep(5)
        }
        await real.coreDump(ref, path, flags, call)
      },
    })),
  ],
  [
    'a save that cannot be canceled',
    'a save that is canceled ends with OPERATION_ABORTED, and the domain goes on',
    domains((real) => ({
      save: (ref) => real.destroy(ref, {}, {}), // as a save that went on; a file may take longer than the rule waits
    })),
  ],
  [
    'a restore that always runs',
    "domains.restore with 'paused' leaves the domain paused, and so does one that was saved paused",
    domains((real) => ({ restore: (path, _flags, call) => real.restore(path, { running: true }, call) })),
  ],
  [
    'a restore that cannot be canceled',
    'a restore that is canceled ends with OPERATION_ABORTED, and starts nothing',
    domains((real) => ({
      restore: (path, flags, { progress }) => real.restore(path, flags, { progress }),
    })),
  ],
  [
    'a managed save that takes the description of another domain',
    'domains.managedSaveDefine replaces the description and what the next start does, and refuses another domain',
    domains((real) => ({
      managedSaveDefine: (ref, config, flags, call) =>
        real.managedSaveDefine(ref, { ...config, ...ref }, flags, call),
    })),
  ],
  [
    'an image whose description stays as it was',
    'domains.saveImageDefine replaces the description in a file, and refuses another domain',
    domains((real) => ({
      saveImageDefine: async (path, { title, ...config }, flags, call) =>
        real.saveImageDefine(path, config, flags, call),
    })),
  ],
]
