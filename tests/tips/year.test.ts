// A year of tips: processes are killed at any moment and the store goes away, and nothing comes twice or gets lost unseen.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {expect, it} from '@jest/globals'
import {ourLibrary} from '../doubles/world.ts'
import {liveAYear} from './year-world.ts'

/** Ten seconds on a machine of its own; a busy one takes far longer. */
const patience = 300_000

const usual = {subscriptions: 10, kills: 50, outages: 150, jumps: 60, days: 365, seed: 2026}

it(
  'where the platform can look for a message, every slot is sent once, or skipped because it was too late',
  async () => {
    const year = await liveAYear({...usual, library: await ourLibrary(), canLook: true})
    const {slots, sent, skipped} = year
    expect(year).toMatchObject({doubled: 0, unaccounted: 0, wrong: 0, kills: usual.kills})
    expect(year.outages).toBeGreaterThan(5)
    expect(Object.keys(skipped).filter(reason => reason !== 'late')).toEqual([])
    expect(sent + (skipped['late'] ?? 0)).toBe(slots)
    expect(sent / slots).toBeGreaterThan(0.95)
  },
  patience,
)

it(
  'where it cannot, what may have come is left out and noted rather than sent twice',
  async () => {
    const year = await liveAYear({...usual, library: await ourLibrary(), canLook: false, seed: 7})
    const {slots, sent, skipped} = year
    expect(year).toMatchObject({doubled: 0, unaccounted: 0, wrong: 0, kills: usual.kills})
    expect(sent + (skipped['late'] ?? 0) + (skipped['unsure'] ?? 0)).toBe(slots)
    expect(skipped['unsure']).toBeGreaterThan(0)
  },
  patience,
)
