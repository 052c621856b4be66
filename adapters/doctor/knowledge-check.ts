// Checks the knowledge folders: how much they hold, and how many faults.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {faultLine} from '../../src/knowledge/fault.ts'
import type {Knowledge} from '../../src/knowledge/library.ts'
import type {Check} from './finding.ts'
import {doubtful, good} from './finding.ts'

/** @param open reads the folders; what it throws names the fix */
export function knowledgeCheck(open: () => Promise<Knowledge>): Check {
  const name = 'knowledge'
  return {
    name,
    run: async () => {
      const {passages, faults} = await open()
      const [first] = faults
      if (!first) return [good(name, `${passages.size} passages without a fault`)]
      const count = faults.length === 1 ? 'a fault' : `${faults.length} faults, the first of them`
      const says = `${passages.size} passages, and ${count}: ${faultLine(first).replace(/\.$/, '')}`
      return [doubtful(name, says, 'See them all with: npm run -s knowledge check')]
    },
  }
}
