// Story: people count the results of a check in the average of their organisation, and nobody is told by whom it is.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {afterEach, beforeEach, describe, expect, it} from '@jest/globals'
import type {Card} from '../../src/chat/card.ts'
import {cardText} from '../../src/chat/card-text.ts'
import {phrases} from '../../src/surveys/phrases.ts'
import {labelsOf} from '../doubles/card-parts.ts'
import {countsIn, day, lunchLibrary, person, quarterEnds, takesLunch} from '../doubles/lunch-people.ts'
import {diesAtEachCall} from '../doubles/mortal-world.ts'
import type {PulseFile} from '../doubles/pulse-file.ts'
import {openPulseFile} from '../doubles/pulse-file.ts'
import {TroubledStore} from '../doubles/troubled-store.ts'
import {VirtualTime} from '../doubles/virtual-time.ts'
import type {World} from '../doubles/world.ts'
import {openWorld} from '../doubles/world.ts'

const say = phrases.en
const five = ['A', 'B', 'C', 'D', 'E']

let file: PulseFile
let world: World

beforeEach(async () => {
  file = await openPulseFile({library: await lunchLibrary()})
  world = file.world
})
afterEach(() => file.close())

const text = (card: Card) => cardText(card, {buttons: true})
const chart = (card: Card) => card.blocks.find(block => block.kind === 'chart')
/** What somebody who takes the check now reads of the average. */
const shownTo = async (id: string) =>
  chart(await takesLunch(world, id, '11'))?.series.find(({name}) => name === say.average)

describe('to count a result in', () => {
  it('is asked for with all that becomes of it, and nothing is kept before', async () => {
    const card = await takesLunch(world, 'A', '23')
    expect(text(card)).toContain(say.countWhat('2026-12-31', 5))
    expect(labelsOf(card)).toContain(say.count)
    for (const kind of ['average-quarter', 'pulse-response', 'pulse-half']) expect(await file.records(kind)).toEqual([])
  })

  it('is said on the card, and can be taken back until the quarter ends', async () => {
    const card = await countsIn(world, 'A', '23')
    expect(text(card)).toContain(say.counted('2026-12-31'))
    expect(labelsOf(card)).not.toContain(say.count)
    const after = (await person(world, 'A').press(say.takeOut)).card
    expect(labelsOf(after)).toContain(say.count)
    for (const id of five.slice(1)) await countsIn(world, id, '33')
    await quarterEnds(world)
    expect(await shownTo('F')).toBeUndefined()
  })

  it('is offered neither to guests nor where people cannot be told apart, nor without a picture', async () => {
    world.platform.profiles.set('G', {kind: 'guest'})
    world.platform.profiles.set('W', {alone: true})
    for (const [id, taps] of [
      ['G', '23'],
      ['W', '23'],
      ['A', '??'],
    ] as const) {
      expect(labelsOf(await takesLunch(world, id, taps))).not.toContain(say.count)
    }
  })

  it('with a button of an older result counts nothing', async () => {
    await takesLunch(world, 'A', '23')
    const {button, message} = person(world, 'A').find(say.count)
    await person(world, 'A').press(say.delete)
    const talk = person(world, 'A')
    const [sent] = await world.platform.deliver(talk.activity({kind: 'press', ...button, message}))
    expect(sent && text(sent.card)).toContain(say.over)
    expect(await file.records('pulse-response')).toEqual([])
  })
})

describe('the average', () => {
  it('of five comes once the quarter is over, in whole points, by area, and the same for everybody', async () => {
    for (const [i, id] of five.entries()) await countsIn(world, id, ['11', '13', '23', '23', '33'][i] ?? '')
    expect(await shownTo('F')).toBeUndefined()
    await quarterEnds(world)
    // Food 0, 0, 50, 50, 100; price 0, 100, 100, 100, 100.
    for (const id of ['F', 'A']) expect((await shownTo(id))?.values).toEqual([40, 80])
    const card = await takesLunch(world, 'G', '22')
    expect(text(card)).toContain(say.averageOf('2026-Q4', '5–9'))
    expect(text(card)).toContain('Food: you 50 of 100, average 40 of 100')
  })

  it('of four is never told, and what they counted in is gone', async () => {
    for (const id of five.slice(1)) await countsIn(world, id, '33')
    await quarterEnds(world)
    expect(await shownTo('F')).toBeUndefined()
    expect(await file.records('pulse-response')).toEqual([])
    expect((await file.records('average')).map(([, value]) => value)).toEqual([
      {quarter: '2026-Q4', edition: expect.any(String)},
    ])
  })

  it('leaves out an area that fewer than five knew', async () => {
    for (const [i, id] of five.entries()) await countsIn(world, id, i === 0 ? '2?' : '22')
    await quarterEnds(world)
    expect((await shownTo('F'))?.values).toEqual([50, null])
  })

  it('stays between 10 and 90, so that it never tells that all are alike', async () => {
    for (const id of five) await countsIn(world, id, '13')
    await quarterEnds(world)
    expect((await shownTo('F'))?.values).toEqual([10, 90])
  })

  it('counts each person once, by the newest result that was counted in', async () => {
    for (const id of five.slice(1)) await countsIn(world, id, '11')
    for (let i = 0; i < 3; i += 1) await countsIn(world, 'A', ['11', '22', '33'][i] ?? '')
    await quarterEnds(world)
    expect((await shownTo('F'))?.values).toEqual([20, 20])
  })

  it('does not change by one who comes later: that counts in the next quarter, with others only', async () => {
    for (const id of five) await countsIn(world, id, '22')
    await quarterEnds(world)
    const before = await shownTo('F')
    await countsIn(world, 'G', '33')
    await world.tick()
    expect(await shownTo('H')).toEqual(before)
    await quarterEnds(world)
    // Alone in its quarter, it is discarded, and the last average stands.
    expect(await shownTo('H')).toEqual(before)
  })

  it('can ask for more people and never for fewer', async () => {
    await file.close()
    file = await openPulseFile({library: await lunchLibrary(), pulse: {launch: 'members', minimums: {score: 6}}})
    world = file.world
    for (const id of five) await countsIn(world, id, '22')
    await quarterEnds(world)
    expect(await shownTo('F')).toBeUndefined()
  })
})

describe('whoever does not want it any more', () => {
  it.each([
    ['deletes the result', (id: string) => person(world, id).press(say.delete)],
    ['wishes to be forgotten', (id: string) => person(world, id).say('forget me')],
  ])('%s, and it counts no more', async (_, deed) => {
    for (const id of five) await countsIn(world, id, '22')
    await deed('A')
    await quarterEnds(world)
    expect(await shownTo('F')).toBeUndefined()
  })
})

describe('what a person counts in', () => {
  it('is in the file of their own data, until the quarter is over', async () => {
    await countsIn(world, 'A', '23')
    const keptOf = async () => {
      const card = await person(world, 'A').say('my data')
      const file = card.blocks.find(block => block.kind === 'file')
      return file?.kind === 'file' ? file.text : ''
    }
    expect(JSON.parse(await keptOf()).kept.checks).toContainEqual({
      quarter: 'lunch 2026-Q4',
      counted: {food: 50, price: 100},
    })
    await quarterEnds(world)
    expect(await keptOf()).not.toContain('counted')
  })
})

describe('the raw files', () => {
  it('hold in plain text, while the quarter runs, nothing that tells who counts or what', async () => {
    for (const id of five) await countsIn(world, id, '23')
    const rows = await file.records('pulse-response')
    expect(rows).toHaveLength(5)
    expect(new Set(rows.map(([key, value]) => `${key.length} ${String(value).length}`)).size).toBe(1)
    expect(JSON.stringify(rows)).not.toMatch(/choices|price|"at"/)
  })

  it('hold afterwards no row, no secret and nobody who counted in', async () => {
    for (const id of five) await countsIn(world, id, '23')
    const secrets = [...(await file.records('pulse-half')), ...(await file.records('pulse-other-half'))]
    const rows = await file.records('pulse-response')
    expect(secrets).toHaveLength(2)
    await quarterEnds(world)
    const left = file.bytes()
    for (const [, secret] of secrets) expect(left).not.toContain(String(secret))
    // The name of a record may stay in unused space of a page; without the secret it leads to nobody.
    for (const [, row] of rows) expect(left).not.toContain(String(row))
    for (const kind of ['pulse-response', 'pulse-half', 'pulse-other-half', 'average-quarter'])
      expect(await file.records(kind)).toEqual([])
    expect(world.record.lines.join()).not.toMatch(/choices|"food"/)
  })
})

describe('storage', () => {
  it('that fails, or hangs for over two seconds, is told, and nothing is shown as counted', async () => {
    const time = new VirtualTime()
    let store: TroubledStore | undefined
    const troubled = await openWorld({
      library: await lunchLibrary(),
      timer: time,
      storeAround: inner => {
        store = new TroubledStore(inner)
        return store
      },
    })
    await takesLunch(troubled, 'A', '23')
    const talk = person(troubled, 'A')
    const {button, message} = talk.find(say.count)
    const press = () => troubled.platform.deliver(talk.activity({kind: 'press', ...button, message}))
    store?.fail()
    expect((await press()).map(({card}) => text(card))).toEqual([say.notCounted])
    store?.heal()
    store?.hang()
    const pressed = press()
    // The claim of the event is what hangs first; a result is counted without it.
    await store?.giveUpNext()
    await time.pass(2_000)
    expect((await pressed).map(({card}) => text(card))).toEqual([say.notCounted])
    store?.heal()
    store?.giveUp()
    expect(await troubled.stored('pulse-response')).toEqual([])
  })

  it('of a process that dies at any call of the end of a quarter is finished by the next one: one average, no row', async () => {
    const told = await diesAtEachCall(await lunchLibrary(), {
      before: async (mortal, calls) => {
        for (const [i, id] of five.entries()) await countsIn(mortal, `${id}${calls}`, i === 0 ? '33' : '22')
        mortal.pass(92 * day)
      },
      again: [4, 3_600_000],
      after: async mortal => {
        const tables = (await mortal.stored('average')).map(line =>
          JSON.stringify(JSON.parse(line.slice(line.indexOf(' ')))),
        )
        expect(tables.at(-1)).toContain('"table":{"answers":"5–9","points":{"food":60,"price":60}}')
        for (const kind of ['pulse-response', 'pulse-half', 'pulse-other-half']) {
          expect(await mortal.stored(kind)).toEqual([])
        }
      },
    })
    expect(told).toBeGreaterThan(15)
  })
})
