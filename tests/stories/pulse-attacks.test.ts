// Story: whoever wants to know what one person answered is not told, by the real store and the real close.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals'
import {KeyvStore} from '../../adapters/store/keyv-store.ts'
import {openSqlite} from '../../adapters/store/sqlite-backend.ts'
import {cardText} from '../../src/chat/card-text.ts'
import type {Store} from '../../src/store.ts'
import type {Outcome} from '../../src/surveys/wave.ts'
import {buttonsOf} from '../doubles/card-parts.ts'
import {day, PulseTeam, pulseLibrary, say, statements} from '../doubles/pulse-team.ts'
import {temporaryFolder} from '../doubles/temporary-folder.ts'
import type {World, WorldOptions} from '../doubles/world.ts'
import {openWorld} from '../doubles/world.ts'

let folder: ReturnType<typeof temporaryFolder>
let store: Store
let world: World

async function begin(options: WorldOptions = {}): Promise<void> {
  let now = () => 0
  store = new KeyvStore(await openSqlite(join(folder.path, 'counselor.db'), () => now()))
  world = await openWorld({library: await pulseLibrary(), ...options, storeAround: () => store})
  now = () => world.platform.now()
}

beforeEach(async () => {
  folder = temporaryFolder()
  await begin()
})
afterEach(async () => {
  await world.counselor.stop()
  await store.close()
  folder.remove()
})

/** All bytes of the store's files, as they lie on the disk while it is open. */
function bytes(): string {
  const files = readdirSync(folder.path).filter(name => !name.endsWith('-shm'))
  return files.map(name => readFileSync(join(folder.path, name), 'latin1')).join('\n')
}

async function records(kind: string): Promise<[string, unknown][]> {
  const all: [string, unknown][] = []
  for await (const [key, value] of store.list(kind)) all.push([key, value])
  return all
}

/** A team of which each answers once, and what is published of it. */
async function pulseOf(answers: readonly (number | readonly number[])[], values = {}): Promise<PulseTeam> {
  const team = new PulseTeam(world, Math.max(5, answers.length))
  await team.launch(values)
  for (const [i, each] of answers.entries()) await team.answer(team.people[i] ?? '', each)
  await team.close()
  return team
}

async function outcomes(): Promise<Outcome[]> {
  return (await records('pulse-outcome:')).map(([, value]) => value as Outcome)
}

describe('one more answer', () => {
  it('changes nothing that was published, since it is not taken any more', async () => {
    const team = await pulseOf([5, 4, 4, 4, 3])
    const [before] = await outcomes()
    const sent = team.inTheChannel().length
    const [told] = await team.press('U-owner', team.invitation('U-owner'), say.invitation.answer)
    expect(told && cardText(told.card)).toBe(say.vote.over)
    world.pass(2 * day)
    await world.tick()
    expect(await outcomes()).toEqual([before])
    expect(team.inTheChannel()).toHaveLength(sent)
  })

  it('shows nothing while the wave is open: no number, no score, no change of any message', async () => {
    const team = new PulseTeam(world, 8)
    await team.launch()
    const shown = new Set<string>()
    for (const id of team.people) {
      await team.answer(id, 5)
      for (const who of [team.owner, 'U-person-0']) {
        const [told] = await team.press(who, team.invitation(who), say.vote.status)
        shown.add(told ? cardText(told.card) : '')
      }
    }
    expect(shown).toEqual(new Set([say.vote.notReached, say.vote.reached]))
    expect(world.platform.sent.filter(({how}) => how === 'update')).toEqual([])
    expect(await outcomes()).toEqual([])
  })
})

describe('live counters', () => {
  it('are not given to the owner, to an admin, nor by any button before the close', async () => {
    const team = new PulseTeam(world, 6)
    world.platform.admins.add(team.owner)
    await team.launch()
    for (const id of team.people) await team.answer(id, 2)
    const card = team.inTheChannel()[0]?.card
    const value = card ? (buttonsOf(card)[0]?.value ?? '') : ''
    const talk = team.with(team.owner)
    const message = {conversation: talk.conversation, id: 'm'}
    const [told] = await world.platform.deliver(
      talk.activity({kind: 'press', action: 'surveys.pulse-table', value, message}),
    )
    expect(told && cardText(told.card)).toBe(say.results.gone)
  })

  it('do not stand in the store: no record counts, and each says no more than the next', async () => {
    const team = new PulseTeam(world, 8)
    await team.launch()
    await team.answer('U-person-0', [1, 2, 3, 4, 5, 1, 2])
    await team.answer('U-person-1', 0)
    const rows = await records('pulse-response:')
    expect(rows).toHaveLength(2)
    expect(new Set(rows.map(([key, value]) => `${key.length} ${String(value).length}`)).size).toBe(1)
    expect(JSON.stringify(rows)).not.toMatch(/U-person|"at"|choices/)
  })
})

describe('the remainder', () => {
  it('of a grouping is never small enough to be worked out', async () => {
    const team = new PulseTeam(world, 14)
    const {card} = await team.setUp()
    const form = await team.formOf(team.owner, card, say.groups.open, team.channel.id)
    const [red, blue] = [team.people.slice(0, 7), team.people.slice(7, 12)]
    const values = {name0: 'Red', people0: red.join('\n'), name1: 'Blue', people1: blue.join('\n')}
    const preview = await team.inChannel(team.owner).submit(form, values)
    expect(cardText(preview.card)).toContain('Red: 7 invited')
    await team.press(team.owner, preview.card, say.preview.send, team.channel.id)
    await world.tick()
    for (const id of red) await team.answer(id, 5)
    for (const id of blue) await team.answer(id, [1, 1, 1, 1, 1, 1, 0])
    for (const id of team.people.slice(12)) await team.answer(id, 3)
    await team.close()
    const [outcome] = await outcomes()
    // Two are in no group: shown beside both groups they would be what is left of the whole.
    expect(outcome?.results?.groups.map(({name, answers}) => [name, answers])).toEqual([
      ['Red', '5–9'],
      ['Blue', undefined],
      ['', undefined],
    ])
    expect(team.results()).toContain('Red (5–9 answers)')
    expect(team.results()).not.toContain('Blue')
  })
})

describe('two waves with one leaver', () => {
  it('tell neither that one answer fewer came, nor which it was', async () => {
    const others = [3, 4, 4, 5, 2, 3]
    // What is published of the wave with the leaver, for everything that the leaver may have answered, or not.
    const tables = new Map<string, Set<number>>()
    const withoutLeaver = await tableOf(others)
    for (const leaver of [1, 2, 3, 4, 5]) {
      const table = await tableOf([...others, leaver])
      expect(table.answers).toBe(withoutLeaver.answers)
      const points = String(table.points)
      tables.set(points, (tables.get(points) ?? new Set()).add(leaver))
    }
    // Who sees a score finds, in the same band, other numbers of answers with other leavers that give the same score.
    for (const [points, leavers] of tables) {
      for (const size of [5, 6, 7, 8, 9]) for (const each of possible(size, Number(points))) leavers.add(each)
      expect(leavers.size).toBeGreaterThan(1)
    }
  })

  async function tableOf(answers: readonly number[]): Promise<{answers: string; points: number}> {
    await store.erase('pulse-')
    await pulseOf(answers)
    const results = (await outcomes())[0]?.results
    return {answers: results?.answers ?? '', points: results?.statements[0]?.score?.points ?? 0}
  }

  /** The answers of one person with which a crowd of a size can have this score. */
  function possible(size: number, points: number): number[] {
    return [1, 2, 3, 4, 5].filter(mine => {
      for (let rest = 0; rest <= 4 * (size - 1); rest += 1) {
        if (Math.round(((rest + mine - 1) / (4 * size)) * 100) === points) return true
      }
      return false
    })
  }
})

describe('unanimity', () => {
  it('of the best and the worst answers looks like many others', async () => {
    const team = await pulseOf([1, 1, 1, 1, 1, 1].map(() => [5, 1, 5, 1, 5, 1, 5]))
    const [outcome] = await outcomes()
    expect(outcome?.results?.statements.map(({score}) => score?.points)).toEqual([90, 10, 90, 10, 90, 10, 90])
    expect(team.results()).toContain('Knowledge: 90 or more, fine')
    expect(team.results()).toContain('Support: 10 or less, act')
    expect(team.results()).not.toMatch(/\b(100|0),/)
  })

  it.each([[5], [6], [9]])('of %s in the middle leaves no record that tells it from different answers', async size => {
    const same = Array.from({length: size}, () => 3)
    await pulseOf(same)
    const alike = (await outcomes())[0]?.results
    await store.erase('pulse-')
    await pulseOf([...same.slice(2), 2, 4])
    expect((await outcomes())[0]?.results).toEqual(alike)
  })
})

describe('small cells', () => {
  it('are not shown: neither a statement with four answers, nor a wave with four', async () => {
    const team = await pulseOf([...[1, 2, 3, 4].map(() => [5, 2, 2, 2, 2, 2, 2]), [0, 2, 2, 2, 2, 2, 2]])
    expect(team.results()).toContain('Knowledge: not shown: fewer answers than the minimum')
    await store.erase('pulse-')
    const few = await pulseOf([2, 2, 2, 2])
    expect(few.results()).toContain(say.results.discarded(5))
    expect((await outcomes())[0]?.results).toBeUndefined()
    expect(await records('pulse-response:')).toEqual([])
  })

  it('shares and own words come from ten answers on, and words come in no order of time', async () => {
    const team = new PulseTeam(world, 10)
    await team.launch({extras: 'words'})
    for (const [i, id] of team.people.entries()) await team.answer(id, 4, i === 9 ? 'zebra crossing' : `apple ${9 - i}`)
    await team.close()
    expect(team.results()).toContain('about 90 or more of 100 agree')
    const words = (await outcomes())[0]?.results?.words ?? []
    expect(words).toEqual([...words].sort())
    expect(words).toHaveLength(10)
  })
})

describe('the order of an export', () => {
  it('is that of the statements, whoever answered first', async () => {
    const answers = [1, 2, 3, 4, 5, 5]
    const one = await tableOf(await pulseOf(answers))
    await store.erase('pulse-')
    const other = await tableOf(await pulseOf([...answers].reverse()))
    expect(one).toBe(other)
    expect(one.split('\r\n')).toHaveLength(statements.length + 4)
    expect(one).not.toMatch(/U-person|\d{2}:\d{2}/)
  })

  async function tableOf(team: PulseTeam): Promise<string> {
    const card = team.inTheChannel().at(-1)?.card ?? {language: 'en', blocks: []}
    const [sent] = await team.press(team.owner, card, say.results.table, team.channel.id)
    const file = sent?.card.blocks.find(block => block.kind === 'file')
    if (!file) throw new Error('no table')
    return file.text
  }
})

describe('a lowered threshold', () => {
  it('is as if nothing was said', async () => {
    await world.counselor.stop()
    await store.close()
    await begin({pulse: {launch: 'members', minimums: {score: 1, detail: 1}}})
    const team = await pulseOf([2, 2, 2, 2])
    expect(team.results()).toContain(say.results.discarded(5))
  })

  it('can be raised', async () => {
    await world.counselor.stop()
    await store.close()
    await begin({pulse: {launch: 'members', minimums: {score: 7}}})
    const team = await pulseOf([2, 2, 2, 2, 2, 2])
    expect(team.results()).toContain(say.results.discarded(7))
  })
})

describe('the raw files', () => {
  it('hold after the close no participant, no answer, no record of one, and no secret', async () => {
    const team = new PulseTeam(world, 40)
    await team.launch({extras: 'words'})
    for (const [i, id] of team.people.entries()) await team.answer(id, (i % 5) + 1)
    const secrets = [...(await records('pulse-half:')), ...(await records('pulse-other-half:'))]
    const rows = await records('pulse-response:')
    expect([secrets.length, rows.length]).toEqual([4, 40])
    await team.close()
    const left = bytes()
    expect(left).toContain('pulse-outcome')
    for (const [, secret] of secrets) expect(left).not.toContain(String(secret))
    for (const [, row] of rows) expect(left).not.toContain(String(row))
    for (const id of team.people) expect(left).not.toContain(id)
    for (const kind of ['pulse-response:', 'pulse-half:', 'pulse-other-half:', 'pulse-invited:', 'pulse-sent:']) {
      expect(await records(kind)).toEqual([])
    }
  })

  it('hold no answer and no person in plain text while it is open either', async () => {
    const team = new PulseTeam(world, 12)
    await team.launch({extras: 'words'})
    for (const id of team.people) await team.answer(id, 3, 'the zanzibar process')
    const open = bytes()
    for (const id of team.people) expect(open).not.toContain(id)
    expect(open).not.toContain('zanzibar')
  })
})

describe('the log', () => {
  it('at its most talkative holds neither answers nor names', async () => {
    const team = new PulseTeam(world, 12)
    await team.launch({extras: 'words'})
    for (const id of team.people) await team.answer(id, 3, 'the zanzibar process')
    world.platform.failure = new Error('could not send to U-person-3: zanzibar')
    await team.close()
    world.platform.failure = undefined
    await team.close()
    const log = world.record.lines.join('\n')
    expect(world.record.lines.length).toBeGreaterThan(0)
    for (const word of ['U-person', 'U-owner', 'zanzibar', 'choices']) expect(log).not.toContain(word)
    expect(team.results()).toContain('the zanzibar process')
  })
})
