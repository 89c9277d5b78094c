/** Where engines keep their files, for who only looks for one of them: without the engine, which takes long to load. */
export { embedLayout, sessionLayout, sessionRuntime, systemLayout } from './store/layout.js'
export type { Layout } from './store/layout.js'
