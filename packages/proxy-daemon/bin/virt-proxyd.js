#!/usr/bin/env node
import { main } from '../dist/daemon.js'

await main()
