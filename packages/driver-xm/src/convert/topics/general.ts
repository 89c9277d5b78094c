import type { Topic } from '../topic.js'

export const general: Topic = {
  keys: ['name', 'uuid', 'description'],
  read: (settings) => ({
    name: settings.text('name'),
    uuid: settings.text('uuid'),
    description: settings.text('description'),
  }),
  write: ({ name, uuid, description }) => ({ name, uuid, description }),
}
