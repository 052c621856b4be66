// The soak in short: three replicas that are killed and a storage that restarts answer, count and send once.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import {soak} from '../bench/soak-world.ts'

const short = {seconds: 20, questions: 160, voters: 20, votesEach: 3, tips: 10, kills: 3, restarts: 1, drain: 5}

/** Somewhat less than an event waits for storage, in milliseconds. */
const waits = 7_000

/** A process takes its time to start where others are tested at the same time. */
const patience = 300_000

describe.each(['postgres', 'redis'] as const)('three replicas on %s', store => {
  it(
    'answer nothing twice and lose no vote, although they are killed and the storage restarts',
    async () => {
      const found = await soak({...short, store, seed: 20_261_129, tell: () => {}})
      expect(found).toMatchObject({questions: short.questions, kills: 3, restarts: 1, votes: 60})
      expect(found).toMatchObject({lost: 0, votesLost: 0, votesDoubled: 0, tipsTwice: 0})
      // A very busy machine may need longer to restart the storage than an event waits for it.
      expect(found.longestAway < waits ? found.answeredTwice : 0).toBe(0)
    },
    patience,
  )
})
