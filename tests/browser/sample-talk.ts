// Cards of every room as the real counselor sends them, for tests that look at them.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Card} from '../../src/chat/card.ts'
import {optionAt} from '../doubles/check-taps.ts'
import {PulseTeam} from '../doubles/pulse-team.ts'
import type {Talk} from '../doubles/talk.ts'
import type {World} from '../doubles/world.ts'
import {openWorld} from '../doubles/world.ts'

/** The cards by what they are, as the counselor sent them. */
export async function sampleTalk(): Promise<ReadonlyMap<string, Card>> {
  const world = await openWorld()
  world.platform.admins.add('U-admin')
  const ada = world.platform.talk()
  const admin = world.platform.talk({id: 'D-admin'}, 'U-admin')
  return new Map([
    ['answer', await ada.say('What is an OSPO?')],
    ['choice', await ada.say('Is an OSPO worth it for a small company?')],
    ['unknown', await ada.say('xyzzy plugh frobnicate')],
    ['coverage', await ada.say('How much salary will I get?')],
    ['chinese', await ada.say('怎样说服高层支持？')],
    ['topics', await ada.say('topics')],
    ['question', await ada.say('how ready are we?')],
    ['result', await result(world, ada)],
    ['pulse', await pulse(world)],
    ['tip', await ada.say('send us a tip every Tuesday at 9')],
    ['admin', await admin.say('home')],
  ])
}

/** The result of a check that is under way. */
async function result(world: World, talk: Talk): Promise<Card> {
  let card: Card | undefined
  for (const place of [3, 2, 3, 4, 2, 1, 3, 2, 4, 3, 2])
    card = (await talk.press(optionAt(world.platform, talk, place))).card
  if (!card) throw new Error('the check has no end')
  return card
}

/** What a channel reads after a second pulse. */
async function pulse(world: World): Promise<Card> {
  const team = new PulseTeam(world, 9)
  await team.launch({rhythm: 'six-weeks'})
  for (const id of team.people) await team.answer(id, [4, 2, 3, 5, 1, 4, 2])
  await team.close()
  const sent = team.inTheChannel().at(-1)
  if (!sent) throw new Error('nothing was published')
  return sent.card
}
