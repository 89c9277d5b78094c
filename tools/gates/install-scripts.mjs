import { existsSync } from 'node:fs'
import { publishedPackages } from './lib/packages.mjs'
import { runtimeDependencies } from './lib/runtime-dependencies.mjs'
import { verdict } from './lib/verdict.mjs'

/** koffi's script builds it where it has no prebuilt binary; it is the one native module. */
const excepted = new Set(['koffi'])
const hooks = ['preinstall', 'install', 'postinstall']

const installed = runtimeDependencies(publishedPackages().map(({ directory }) => directory))
const problems = [...installed]
  .filter(([, { name }]) => !excepted.has(name))
  .flatMap(([directory, { name, scripts = {} }]) => [
    ...hooks.filter((hook) => scripts[hook]).map((hook) => `${name} has a ${hook} script`),
    ...(existsSync(`${directory}/binding.gyp`) ? [`${name} has a binding.gyp, which npm builds`] : []),
  ])

verdict(
  'Install scripts of runtime dependencies',
  problems,
  'Nothing of ours runs code when it is installed: use another package.',
)
