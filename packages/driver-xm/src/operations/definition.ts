import { randomUUID } from 'node:crypto'
import type { DomainConfig } from '@virt/core/config'
import type { Call, DomainOperations, DomainRef } from '@virt/core/driver'
import type { Described } from '../describe.js'
import { refOf } from '../directory/changes.js'
import type { Definition } from '../directory/definition.js'
import { checkFileName } from '../directory/file-names.js'
import type { Snapshot } from '../directory/snapshot.js'
import { refusal } from '../refusal.js'
import { newText, rewrittenText } from '../rewrite.js'
import { again, type Session } from '../session.js'

type Definitions = Pick<DomainOperations, 'define' | 'undefine'>

/** A domain is defined by its file, and by nothing else. */
export function definitions(session: Session): Definitions {
  return {
    define: (config, call) => define({ ...config, id: undefined }, session, call),
    undefine: async (ref, _flags, call) => {
      const definition = await session.ownDefinition(ref, 'cannot undefine transient domain', call)
      await session.directory.remove(again(definition, ref))
    },
  }
}

async function define(given: DomainConfig, session: Session, call: Call): Promise<DomainRef> {
  const { directory } = session
  checkFileName(given.name)
  const config = identified(given, await directory.look())
  const known = claim(config, directory.latest)
  const active = await runningNamesake(config, session, call)
  const definition = known
    ? await directory.rewrite(
        (snapshot) => claim(config, snapshot) ?? again(known, config)(snapshot),
        (before) => rewrittenText(before, config),
      )
    : await created(config, session)
  return active ? { ...refOf(definition), id: active.id } : refOf(definition)
}

/** What names no uuid keeps the one that it had from a file that names none either. */
function identified(config: DomainConfig, { byName }: Snapshot): Described {
  const namesake = byName.get(config.name)
  const kept = namesake?.ownUuid === false ? namesake.uuid : undefined
  return { ...config, uuid: config.uuid ?? kept ?? randomUUID() }
}

/** Somebody who was faster has the name. */
async function created(config: Described, { directory }: Session): Promise<Definition> {
  try {
    return await directory.create(config.name, newText(config))
  } catch (error) {
    claim(config, directory.latest)
    throw error
  }
}

/** The definition that a description replaces. @throws DOM_EXIST when its name or uuid belongs to another one. */
function claim({ name, uuid }: Described, { byName, byUuid }: Snapshot): Definition | undefined {
  const known = byUuid.get(uuid)
  if (known && known.name !== name)
    throw refusal('DOM_EXIST', `domain '${known.name}' is already defined with uuid ${uuid}`)
  const namesake = byName.get(name)
  if (namesake?.ownUuid && namesake.uuid !== uuid)
    throw refusal('DOM_EXIST', `domain '${name}' already exists with uuid ${namesake.uuid}`)
  return namesake
}

/** The domain that runs under this name. @throws DOM_EXIST when it is another one. */
async function runningNamesake(
  { name, uuid }: Described,
  { others }: Session,
  call: Call,
): Promise<DomainRef | undefined> {
  const [byName, byUuid] = [await others.runningByName(name, call), await others.runningByUuid(uuid, call)]
  const rival = [byName, byUuid].find((each) => each && (each.name !== name || each.uuid !== uuid))
  if (rival) throw refusal('DOM_EXIST', `domain '${rival.name}' already exists with uuid ${rival.uuid}`)
  return byUuid ?? byName
}
