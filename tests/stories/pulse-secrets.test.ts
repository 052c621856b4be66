// Story: what lies in the files of the store and in the log tells nothing of a pulse that is over.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {afterEach, beforeEach, describe, expect, it} from '@jest/globals'
import type {PulseFile} from '../doubles/pulse-file.ts'
import {openPulseFile} from '../doubles/pulse-file.ts'
import {PulseTeam} from '../doubles/pulse-team.ts'

let file: PulseFile

beforeEach(async () => {
  file = await openPulseFile()
})
afterEach(() => file.close())

describe('the raw files', () => {
  it('hold after the close no participant, no answer, no record of one, and no secret', async () => {
    const team = new PulseTeam(file.world, 40)
    await team.launch({extras: 'words'})
    for (const [i, id] of team.people.entries()) await team.answer(id, (i % 5) + 1)
    const secrets = [...(await file.records('pulse-half')), ...(await file.records('pulse-other-half'))]
    const rows = await file.records('pulse-response')
    expect([secrets.length, rows.length]).toEqual([4, 40])
    await team.close()
    const left = file.bytes()
    expect(left).toContain('pulse-outcome')
    for (const [, secret] of secrets) expect(left).not.toContain(String(secret))
    for (const [, row] of rows) expect(left).not.toContain(String(row))
    for (const id of team.people) expect(left).not.toContain(id)
    for (const kind of ['pulse-response', 'pulse-half', 'pulse-other-half', 'pulse-invited', 'pulse-sent']) {
      expect(await file.records(kind)).toEqual([])
    }
  })

  it('hold no answer and no person in plain text while it is open either', async () => {
    const team = new PulseTeam(file.world, 12)
    await team.launch({extras: 'words'})
    for (const id of team.people) await team.answer(id, 3, 'the zanzibar process')
    const open = file.bytes()
    for (const id of team.people) expect(open).not.toContain(id)
    expect(open).not.toContain('zanzibar')
  })
})

describe('the log', () => {
  it('at its most talkative holds neither answers nor names', async () => {
    const team = new PulseTeam(file.world, 12)
    await team.launch({extras: 'words'})
    for (const id of team.people) await team.answer(id, 3, 'the zanzibar process')
    file.world.platform.failure = new Error('could not send to U-person-3: zanzibar')
    await team.close()
    file.world.platform.failure = undefined
    await team.close()
    const log = file.world.record.lines.join('\n')
    expect(file.world.record.lines.length).toBeGreaterThan(0)
    for (const word of ['U-person', 'U-owner', 'zanzibar', 'choices']) expect(log).not.toContain(word)
    expect(team.results()).toContain('the zanzibar process')
  })
})
