// People who take a small check, one after the other, and count their results in the average.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Card} from '../../src/chat/card.ts'
import {Library} from '../../src/knowledge/library.ts'
import {phrases} from '../../src/surveys/phrases.ts'
import {surveyFaults} from '../../src/surveys/surveys.ts'
import {tapAll} from './check-taps.ts'
import {front, knowledgeFolderOf, passageText} from './knowledge-files.ts'
import {smallCheck} from './survey-files.ts'
import type {Talk} from './talk.ts'
import type {World} from './world.ts'

/** A day, in milliseconds. */
export const day = 86_400_000

/** A knowledge base with the small check and what it leads to. */
export async function lunchLibrary(): Promise<Library> {
  const files = {
    'surveys/lunch.md': smallCheck,
    'chapters/test.md': front + passageText('first') + passageText('second'),
  }
  const folder = knowledgeFolderOf(files)
  try {
    return await Library.open({own: folder.path, overlays: []}, [surveyFaults])
  } finally {
    folder.remove()
  }
}

/** The private conversation with a person. */
export function person(world: World, id: string): Talk {
  return world.platform.talk({id: `D-${id}`}, id)
}

/** A person takes the check. @param taps places of options, `?` for not sure */
export async function takesLunch(world: World, id: string, taps: string): Promise<Card> {
  const talk = person(world, id)
  await talk.command('lunch')
  return tapAll(
    world.platform,
    talk,
    [...taps].map(tap => (tap === '?' ? 'No idea' : tap)),
  )
}

/** A person takes the check and counts the result in; gives the card after that. */
export async function countsIn(world: World, id: string, taps: string): Promise<Card> {
  await takesLunch(world, id, taps)
  return (await person(world, id).press(phrases.en.count)).card
}

/** The quarter ends, and everything is done that is due. */
export async function quarterEnds(world: World): Promise<void> {
  const now = new Date(world.platform.now())
  const next = Date.UTC(now.getUTCFullYear(), Math.floor(now.getUTCMonth() / 3) * 3 + 3, 1)
  world.pass(next - now.getTime() + day / 2)
  await world.tick()
  world.pass(day)
  await world.tick()
}
