// Wire test: a pulse of eight people on local-slack over signed HTTP, from the modal that launches it to the next wave.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {afterAll, afterEach, beforeAll, describe, expect, it} from '@jest/globals'
import {storePrefix} from '../../src/store.ts'
import {pulsePhrases} from '../../src/surveys/pulse-phrases.ts'
import {acme} from './acme.ts'
import type {LocalSlack} from './local-slack.ts'
import {whyWithout} from './peers.ts'
import type {SlackHouse} from './slack-house.ts'
import {openWithLocalSlack} from './slack-house.ts'
import {pressable, readable, type SlackMessage, type SlackView} from './slack-shapes.ts'
import {settled} from './slack-stories.ts'

const {ann, ben, room, general} = acme
const say = pulsePhrases.en
const day = 86_400_000
const monday = Date.UTC(2026, 10, 23, 9)
/** Eight besides Ann, who asks. */
const team = Array.from({length: 8}, (_, i) => `U0TEAM${i}`)
const missing = await whyWithout('local-slack-linux-x64')
const suite = missing === undefined ? describe : describe.skip

suite(`a pulse on local-slack ${missing ?? ''}`, () => {
  let house: SlackHouse
  let slack: LocalSlack
  let now = monday
  let preview: SlackMessage
  const invitations = new Map<string, SlackMessage>()

  beforeAll(async () => {
    ;({house, slack} = await openWithLocalSlack('http', {team, now: () => now}))
  }, 60_000)

  afterEach(() => expect(slack.refused).toEqual([]))

  afterAll(async () => {
    await house?.stop()
    await slack?.stop()
  }, 60_000)

  /** The newest message to a person in private that reads like this, as soon as there is one. */
  async function inPrivate(person: string, words: string, after?: SlackMessage): Promise<SlackMessage> {
    const channel = await slack.directChannel(person)
    const fits = ({ts, blocks}: SlackMessage) => ts > (after?.ts ?? '') && readable(blocks).includes(words)
    return slack.until(`${words} for ${person}`, () =>
      slack.messages.findLast(each => each.channel === channel && each.bot_id !== undefined && fits(each)),
    )
  }

  /** Opens the form on the invitation. */
  async function opened(person: string): Promise<SlackView> {
    const invitation = invitations.get(person)
    if (!invitation) throw new Error(`${person} was not invited`)
    await slack.press(person, invitation, say.invitation.answer)
    return slack.modal()
  }

  /** A person chooses the same for every statement, and reads what came of it. */
  async function votes(person: string, option: string): Promise<SlackMessage> {
    const form = await opened(person)
    const before = slack.messages.at(-1)
    await slack.submit(person, Object.fromEntries(labelsOf(form).map(label => [label, option])))
    return inPrivate(person, 'Saved.', before)
  }

  async function records(kind: string): Promise<string[]> {
    const keys: string[] = []
    for await (const [key] of house.store.list(storePrefix(kind))) keys.push(key)
    return keys
  }

  it('is set up in a modal, and shown to whoever asks before anything is sent', async () => {
    await slack.command(ann, room, 'pulse')
    const offer = await slack.reads(/A pulse asks a team/, {ephemeral_to: ann})
    await slack.press(ann, offer, say.setUp)
    const form = await slack.modal()
    expect(form.title?.text).toBe(say.title)
    expect(labelsOf(form)).toEqual(expect.arrayContaining([say.form.audience, say.form.survey, say.form.closes]))
    await slack.submit(ann, {[say.form.rhythm]: say.form.rhythms['six-weeks'], [say.form.asker]: 'Ann of the OSPO'})
    preview = await slack.reads(/This goes to each person/, {ephemeral_to: ann})
    const text = readable(preview.blocks)
    for (const part of [say.invitation.stored, say.invitation.minimum(5, 10), say.invitation.platform]) {
      expect(text).toContain(part)
    }
    expect(text).toContain('Ann of the OSPO asks')
    expect(text).toContain(say.preview.counts(9, 1))
    expect(slack.said(room).filter(({subtype}) => subtype !== 'ephemeral')).toEqual([])
  })

  it('is brought to each of nine people in private, and once to the channel', async () => {
    await slack.press(ann, preview, say.preview.send)
    await slack.reads(/on their way/, {ephemeral_to: ann})
    await house.tick()
    for (const person of [ann, ...team]) invitations.set(person, await inPrivate(person, 'Ann of the OSPO asks'))
    await slack.reads(/has started a pulse/, {channel: room})
    expect(slack.said(room).filter(({subtype}) => subtype !== 'ephemeral')).toHaveLength(1)
    expect(await slack.directChannel(ben)).toBeUndefined()
  })

  it('is answered by eight in modals, and each is told in private that it is saved', async () => {
    const [first = ''] = team
    const form = await opened(first)
    expect(labelsOf(form)).toHaveLength(7)
    await slack.submit(first, Object.fromEntries(labelsOf(form).map(label => [label, 'Agree'])))
    const saved = await inPrivate(first, say.vote.change)
    expect([...pressable(saved.blocks ?? []).keys()]).toEqual([say.vote.change, say.vote.withdraw, say.vote.status])
    for (const person of team.slice(1)) await votes(person, 'Agree')
    expect(await records('pulse-response')).toHaveLength(8)
  })

  it('can be changed, and the form shows what was chosen before', async () => {
    const [first = ''] = team
    const form = await opened(first)
    expect(JSON.stringify(form.blocks)).toContain('"initial_option"')
    await votes(first, 'Strongly disagree')
    expect(await records('pulse-response')).toHaveLength(8)
  })

  it('can be withdrawn', async () => {
    const [, second = ''] = team
    await slack.press(second, await inPrivate(second, say.vote.change), say.vote.withdraw)
    await inPrivate(second, say.vote.withdrawn)
  })

  it('is closed to somebody who was not invited', async () => {
    const inChannel = await slack.reads(/has started a pulse/, {channel: room})
    await slack.press(ben, inChannel, say.invitation.answer)
    await slack.reads(/not among those invited/, {ephemeral_to: ben})
  })

  it('reminds everybody once', async () => {
    now = monday + 4 * day
    await house.tick()
    for (const person of [ann, ...team]) await inPrivate(person, 'A reminder to everybody')
    await house.tick()
    await settled(slack)
    const reminders = slack.messages.filter(({blocks}) => readable(blocks).includes('A reminder to everybody'))
    expect(reminders).toHaveLength(9)
  })

  it('publishes once after the close, without names, as a chart with its numbers', async () => {
    now = monday + 9 * day
    await house.tick()
    const results = await slack.reads(/Results of the pulse/, {channel: room})
    const text = readable(results.blocks)
    expect(text).toContain('5–9 answers')
    // Six agree and one does not at all: (6 × 75 + 0) / 7.
    expect(text).toMatch(/Index: 64, watch/)
    for (const id of [ann, ...team]) expect(text).not.toContain(id)
    expect(await records('pulse-response')).toEqual([])
    expect([...pressable(results.blocks ?? []).keys()]).toEqual(
      expect.arrayContaining([say.results.read, say.results.tips, say.results.table]),
    )
    await slack.press(ann, results, say.results.table)
    await slack.reads(/The published table/)
  })

  it('takes no answer any more', async () => {
    const [first = ''] = team
    await slack.press(first, await inPrivate(first, 'Ann of the OSPO asks'), say.invitation.answer)
    await inPrivate(first, say.vote.over)
  })

  it('starts again by itself after six weeks, with what was done since', async () => {
    const asked = await inPrivate(ann, say.owner.whatDone)
    await slack.press(ann, asked, say.owner.tell)
    await slack.submit(ann, {[say.owner.done]: 'We wrote the rules down.'})
    await inPrivate(ann, say.owner.thanks)
    now = monday + 45 * day
    await house.tick()
    for (const person of team) invitations.set(person, await inPrivate(person, 'We wrote the rules down.'))
    for (const person of team) await votes(person, 'Strongly agree')
    now = monday + 55 * day
    await house.tick()
    const results = await slack.reads(/better than last time/, {channel: room})
    expect(readable(results.blocks)).toContain('90 or more')
    expect(readable(results.blocks)).toContain('We wrote the rules down.')
    expect(slack.said(general)).toEqual([])
  })
})

function labelsOf({blocks}: SlackView): string[] {
  return blocks.filter(({type}) => type === 'input').map(({label}) => (label as {readonly text: string}).text)
}
