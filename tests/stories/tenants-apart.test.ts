// Story: whatever happens in one organisation, another one sees and keeps just what it would without it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {expect, it} from '@jest/globals'
import fc from 'fast-check'
import {phrases} from '../../src/answers/phrases.ts'
import type {Card} from '../../src/chat/card.ts'
import {cardText} from '../../src/chat/card-text.ts'
import {buttonsOf} from '../doubles/card-parts.ts'
import type {Talk} from '../doubles/talk.ts'
import type {World} from '../doubles/world.ts'
import {openWorld} from '../doubles/world.ts'

const people = ['U-ada', 'U-grace'] as const
const places = [
  {id: 'C-1', scope: 'channel'},
  {id: 'D-1', scope: 'personal'},
  {id: 'home-1', scope: 'home'},
] as const

/** What somebody says; the same people and places are in both organisations. */
const words = [
  ...['What is an OSPO?', 'and in government?', 'qwertz zxcvb plugh', 'May we use AGPL code?', 'my data', 'forget me'],
  ...['send us a tip every Tuesday at 9', 'tips', 'pulse', 'readiness check', 'home'],
]

interface Deed {
  readonly tenant: 'T1' | 'T2'
  readonly who: (typeof people)[number]
  readonly place: (typeof places)[number]
  /** Something to say, or which of the buttons seen last to press. */
  readonly does: string | number
}

const deed: fc.Arbitrary<Deed> = fc.record({
  tenant: fc.constantFrom('T1', 'T2'),
  who: fc.constantFrom(...people),
  place: fc.constantFrom(...places),
  does: fc.oneof(fc.constantFrom(...words), fc.nat(6)),
})

/** Two organisations of one run; indexing takes its time, so all runs share a world. */
interface Pair {
  readonly world: World
  readonly names: Readonly<Record<Deed['tenant'], string>>
}

let shared: Promise<World> | undefined
let pairs = 0

async function openPair(): Promise<Pair> {
  shared ??= openWorld()
  pairs += 1
  const world = await shared
  world.platform.admins.add('U-ada')
  return {world, names: {T1: `one-${pairs}`, T2: `two-${pairs}`}}
}

/** Does something, and gives what came back as it is read. */
async function done({world, names}: Pair, deed: Deed): Promise<string[]> {
  const {who, place} = deed
  const tenant = names[deed.tenant]
  const talk = world.platform.talk({tenant, ...place}, who)
  const before = world.platform.sent.length
  await world.platform.deliver(talk.activity(activityOf(deed, world, tenant)))
  const came = world.platform.sent.slice(before)
  // Nothing that one of them does is sent into the other.
  expect(came.filter(({to}) => to.tenant !== tenant)).toEqual([])
  return came.map(({to, card}) => `${to.id} ${readAs(card)}`)
}

function activityOf({place, does}: Deed, {platform}: World, tenant: string): Parameters<Talk['activity']>[0] {
  const shown = platform.sent.findLast(({to}) => to.tenant === tenant && to.id === place.id)
  const buttons = shown ? buttonsOf(shown.card) : []
  const button = typeof does === 'number' ? buttons[does % Math.max(1, buttons.length)] : undefined
  if (shown && button) return {kind: 'press', ...button, message: {conversation: shown.to, id: shown.id}}
  if (place.scope === 'home') return {kind: 'opened'}
  return {kind: 'message', text: typeof does === 'string' ? does : 'hello', addressed: true}
}

/** Which tip comes first is drawn by the random id of the series. */
function readAs(card: Card): string {
  return cardText(card, {buttons: true}).replace(/The first tip:[\s\S]*/, '')
}

/** What the second organisation reads, deed by deed. */
async function readInTheSecond(deeds: readonly Deed[]): Promise<string[][]> {
  const pair = await openPair()
  const read: string[][] = []
  for (const each of deeds) {
    const came = await done(pair, each)
    if (each.tenant === 'T2') read.push(came)
  }
  return read
}

it('for any deeds of both, the second reads what it reads alone', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, {minLength: 4, maxLength: 14}), async deeds => {
      const alone = await readInTheSecond(deeds.filter(({tenant}) => tenant === 'T2'))
      expect(await readInTheSecond(deeds)).toEqual(alone)
    }),
    {numRuns: 40},
  )
})

it('the deeds of that property reach what organisations keep', async () => {
  const pair = await openPair()
  const in1 = (does: string | number, place: Deed['place'] = places[1]) =>
    done(pair, {tenant: 'T1', who: 'U-ada', place, does})
  expect((await in1('send us a tip every Tuesday at 9', places[0])).join()).toContain('Next: Tue')
  await in1(0, places[0])
  await in1('qwertz zxcvb plugh')
  expect((await in1('my data')).join()).toContain(phrases.en.data.count('tips', 1))
})
