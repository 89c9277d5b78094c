#!/usr/bin/env node
import '../dist/virt.js'
