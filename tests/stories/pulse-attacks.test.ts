// Story: whoever wants to know what one person answered is not told, by the real store and the real close.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {afterEach, beforeEach, describe, expect, it} from '@jest/globals'
import {cardText} from '../../src/chat/card-text.ts'
import {buttonsOf} from '../doubles/card-parts.ts'
import type {PulseFile} from '../doubles/pulse-file.ts'
import {openPulseFile} from '../doubles/pulse-file.ts'
import {day, PulseTeam, say, statements} from '../doubles/pulse-team.ts'

let file: PulseFile

beforeEach(async () => {
  file = await openPulseFile()
})
afterEach(() => file.close())

describe('one more answer', () => {
  it('changes nothing that was published, since it is not taken any more', async () => {
    const team = await file.pulseOf([5, 4, 4, 4, 3])
    const [before] = await file.outcomes()
    const sent = team.inTheChannel().length
    const [told] = await team.press('U-owner', team.invitation('U-owner'), say.invitation.answer)
    expect(told && cardText(told.card)).toBe(say.vote.over)
    file.world.pass(2 * day)
    await file.world.tick()
    expect(await file.outcomes()).toEqual([before])
    expect(team.inTheChannel()).toHaveLength(sent)
  })

  it('shows nothing while the wave is open: no number, no score, no change of any message', async () => {
    const team = new PulseTeam(file.world, 8)
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
    expect(file.world.platform.sent.filter(({how}) => how === 'update')).toEqual([])
    expect(await file.outcomes()).toEqual([])
  })
})

describe('live counters', () => {
  it('are not given to the owner, to an admin, nor by any button before the close', async () => {
    const team = new PulseTeam(file.world, 6)
    file.world.platform.admins.add(team.owner)
    await team.launch()
    for (const id of team.people) await team.answer(id, 2)
    const card = team.inTheChannel()[0]?.card
    const value = card ? (buttonsOf(card)[0]?.value ?? '') : ''
    const talk = team.with(team.owner)
    const message = {conversation: talk.conversation, id: 'm'}
    const [told] = await file.world.platform.deliver(
      talk.activity({kind: 'press', action: 'surveys.pulse-table', value, message}),
    )
    expect(told && cardText(told.card)).toBe(say.results.gone)
  })

  it('do not stand in the store: no record counts, and each says no more than the next', async () => {
    const team = new PulseTeam(file.world, 8)
    await team.launch()
    await team.answer('U-person-0', [1, 2, 3, 4, 5, 1, 2])
    await team.answer('U-person-1', 0)
    const rows = await file.records('pulse-response')
    expect(rows).toHaveLength(2)
    expect(new Set(rows.map(([key, value]) => `${key.length} ${String(value).length}`)).size).toBe(1)
    expect(JSON.stringify(rows)).not.toMatch(/U-person|"at"|choices/)
  })
})

describe('the remainder', () => {
  it('of a grouping is never small enough to be worked out', async () => {
    const team = new PulseTeam(file.world, 14)
    const {card} = await team.setUp()
    const form = await team.formOf(team.owner, card, say.groups.open, team.channel.id)
    const [red, blue] = [team.people.slice(0, 7), team.people.slice(7, 12)]
    const values = {name0: 'Red', people0: red.join('\n'), name1: 'Blue', people1: blue.join('\n')}
    const preview = await team.inChannel(team.owner).submit(form, values)
    expect(cardText(preview.card)).toContain('Red: 7 invited')
    await team.press(team.owner, preview.card, say.preview.send, team.channel.id)
    await file.world.tick()
    for (const id of red) await team.answer(id, 5)
    for (const id of blue) await team.answer(id, [1, 1, 1, 1, 1, 1, 0])
    for (const id of team.people.slice(12)) await team.answer(id, 3)
    await team.close()
    const [outcome] = await file.outcomes()
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
    await file.store.erase('pulse-')
    await file.pulseOf(answers)
    const results = (await file.outcomes())[0]?.results
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
    const team = await file.pulseOf([1, 1, 1, 1, 1, 1].map(() => [5, 1, 5, 1, 5, 1, 5]))
    const [outcome] = await file.outcomes()
    expect(outcome?.results?.statements.map(({score}) => score?.points)).toEqual([90, 10, 90, 10, 90, 10, 90])
    expect(team.results()).toContain('Knowledge: 90 or more, fine')
    expect(team.results()).toContain('Support: 10 or less, act')
    expect(team.results()).not.toMatch(/\b(100|0),/)
  })

  it.each([[5], [6], [9]])('of %s in the middle leaves no record that tells it from different answers', async size => {
    const same = Array.from({length: size}, () => 3)
    await file.pulseOf(same)
    const alike = (await file.outcomes())[0]?.results
    await file.store.erase('pulse-')
    await file.pulseOf([...same.slice(2), 2, 4])
    expect((await file.outcomes())[0]?.results).toEqual(alike)
  })
})

describe('small cells', () => {
  it('are not shown: neither a statement with four answers, nor a wave with four', async () => {
    const team = await file.pulseOf([...[1, 2, 3, 4].map(() => [5, 2, 2, 2, 2, 2, 2]), [0, 2, 2, 2, 2, 2, 2]])
    expect(team.results()).toContain('Knowledge: not shown: fewer answers than the minimum')
    await file.store.erase('pulse-')
    const few = await file.pulseOf([2, 2, 2, 2])
    expect(few.results()).toContain(say.results.discarded(5))
    expect((await file.outcomes())[0]?.results).toBeUndefined()
    expect(await file.records('pulse-response')).toEqual([])
  })

  it('shares and own words come from ten answers on, and words come in no order of time', async () => {
    const team = new PulseTeam(file.world, 10)
    await team.launch({extras: 'words'})
    for (const [i, id] of team.people.entries()) await team.answer(id, 4, i === 9 ? 'zebra crossing' : `apple ${9 - i}`)
    await team.close()
    expect(team.results()).toContain('about 90 or more of 100 agree')
    const words = (await file.outcomes())[0]?.results?.words ?? []
    expect(words).toEqual([...words].sort())
    expect(words).toHaveLength(10)
  })
})

describe('the order of an export', () => {
  it('is that of the statements, whoever answered first', async () => {
    const answers = [1, 2, 3, 4, 5, 5]
    const one = await tableOf(await file.pulseOf(answers))
    await file.store.erase('pulse-')
    const other = await tableOf(await file.pulseOf([...answers].reverse()))
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
    await file.close()
    file = await openPulseFile({pulse: {launch: 'members', minimums: {score: 1, detail: 1}}})
    const team = await file.pulseOf([2, 2, 2, 2])
    expect(team.results()).toContain(say.results.discarded(5))
  })

  it('can be raised', async () => {
    await file.close()
    file = await openPulseFile({pulse: {launch: 'members', minimums: {score: 7}}})
    const team = await file.pulseOf([2, 2, 2, 2, 2, 2])
    expect(team.results()).toContain(say.results.discarded(7))
  })
})
