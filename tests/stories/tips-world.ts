// A team in a channel that gets tips, for stories about them.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {phrases} from '../../src/tips/phrases.ts'
import type {Sent} from '../doubles/recording-platform.ts'
import type {Talk} from '../doubles/talk.ts'
import type {World, WorldOptions} from '../doubles/world.ts'
import {openWorld} from '../doubles/world.ts'

/** Milliseconds of an hour and of a day. */
export const hour = 3_600_000
export const day = 24 * hour

/** A world with a team in Berlin; it begins on Friday, 20 November 2026, at 9:00 UTC. */
export interface TipsWorld extends World {
  /** One of the team, in its channel. */
  readonly team: Talk
  /** What came to a conversation by itself. */
  tipsAt(talk: Talk): Sent[]
  /** Lets time pass in steps of an hour, and everything be done that is due. */
  live(ms: number): Promise<void>
  /** Asks for tips, and says yes. */
  subscribe(words?: string): Promise<void>
}

/** A new world. */
export async function openTipsWorld(options: WorldOptions = {}): Promise<TipsWorld> {
  const world = await openWorld(options)
  world.platform.profiles.set('U-ada', {zone: 'Europe/Berlin'})
  const team = world.platform.talk({scope: 'channel'}, 'U-ada')
  const tipsAt = (talk: Talk) =>
    world.platform.sent.filter(({to, how, delivery}) => how === 'send' && to.id === talk.conversation.id && delivery)
  const live = async (ms: number) => {
    for (let gone = 0; gone < ms; gone += hour) {
      world.pass(hour)
      await world.tick()
    }
  }
  const subscribe = async (words = 'send us a tip every Tuesday at 9') => {
    await team.say(words)
    await team.press(phrases.en.confirm)
  }
  return {...world, team, tipsAt, live, subscribe}
}
