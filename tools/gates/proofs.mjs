import { root } from '../lib/root.mjs'
import { unproven } from './lib/proofs.mjs'
import { verdict } from './lib/verdict.mjs'

verdict('Proofs of SECURITY.md', unproven(`${root}SECURITY.md`), 'Name the test that shows it, or write one.')
