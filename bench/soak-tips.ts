// The tips of the soak: a channel each, and a series whose first tip is due at once.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {neverQuiet} from '../src/schedule/quiet.ts'
import type {Subscription} from '../src/tips/subscriptions.ts'
import {soakTeam} from './soak-slack.ts'

/** The channel of a series by its number. */
export function tipChannel(i: number): string {
  return `CTIP${i}`
}

/** A series whose first slot was a minute ago, so that it is due at once. */
export function seriesOf(i: number): Subscription {
  const slot = new Date(Date.now() - 60_000)
  return {
    ...{id: `series-${i}`, by: undefined, language: 'en', state: 'on', from: undefined, skip: undefined},
    ...{since: slot.getTime() - 60_000, done: undefined, last: undefined, round: {number: 0, seen: []}},
    place: {platform: 'slack', tenant: soakTeam, id: tipChannel(i), scope: 'channel'},
    taste: {topics: [], areas: [], fewer: {}},
    schedule: {rhythm: {every: 'day'}, time: slot.toISOString().slice(11, 16), zone: 'UTC', quiet: neverQuiet},
  }
}
