// Wire test: the readiness check on local-slack over signed HTTP, from the command in a channel to the deletion.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {join} from 'node:path'
import {afterAll, afterEach, beforeAll, describe, expect, it} from '@jest/globals'
import {phrases} from '../../src/surveys/phrases.ts'
import {freePort} from '../doubles/free-port.ts'
import {temporaryFolder} from '../doubles/temporary-folder.ts'
import {acme} from './acme.ts'
import {LocalSlack} from './local-slack.ts'
import {whyWithout} from './peers.ts'
import type {SlackHouse} from './slack-house.ts'
import {openHouse} from './slack-house.ts'
import {pressable, readable, type SlackMessage} from './slack-shapes.ts'

const {ann, ben, general, botToken, signingSecret} = acme
const say = phrases.en
const missing = await whyWithout('local-slack-linux-x64')
const suite = missing === undefined ? describe : describe.skip

suite(`the readiness check on local-slack ${missing ?? ''}`, () => {
  const folder = temporaryFolder()
  let house: SlackHouse
  let slack: LocalSlack
  let now = Date.UTC(2026, 10, 23, 9)
  let open: () => Promise<SlackHouse>
  /** The one message on which the check goes on, as it stands now. */
  let card: () => SlackMessage

  beforeAll(async () => {
    const port = await freePort()
    slack = await LocalSlack.open(`http://127.0.0.1:${port}/slack/events`)
    const access = {mode: 'http', apiUrl: slack.apiUrl, botToken, signingSecret} as const
    open = () => openHouse({access, port, storeFile: join(folder.path, 'store.sqlite'), now: () => now})
    house = await open()
  }, 60_000)

  afterEach(() => expect(slack.refused).toEqual([]))

  afterAll(async () => {
    await house?.stop()
    await slack?.stop()
    folder.remove()
  }, 60_000)

  const shows = (words: string) => slack.until(words, () => readable(card().blocks).includes(words))
  const labels = ({blocks = []}: SlackMessage) => [...pressable(blocks).keys()]

  async function taps(label: string, then: string): Promise<void> {
    await slack.press(ann, card(), label)
    await shows(then)
  }

  it('begun in a channel goes on in private, and nobody else sees anything of it', async () => {
    await slack.command(ann, general, 'readiness')
    await slack.reads(/written to you in private/, {ephemeral_to: ann})
    const first = await slack.reads(/1\/11/)
    expect(first.channel).toBe(await slack.directChannel(ann))
    card = () => slack.messages.find(({ts, channel}) => ts === first.ts && channel === first.channel) ?? first
    expect(slack.said(general).every(({subtype}) => subtype === 'ephemeral')).toBe(true)
  })

  it('goes from question to question on one message, and back', async () => {
    await taps('Using it', '2/11')
    await taps('Some teams keep their own list', '3/11')
    await taps(say.back, '2/11')
    expect(readable(card().blocks)).toContain(say.chosen('Some teams keep their own list'))
    await taps('Most products have a current list (SBOM)', '3/11')
    await taps('Not sure', '4/11')
    expect(slack.said(card().channel)).toHaveLength(1)
  })

  it('a second press on the same card counts for nothing', async () => {
    const [option = ''] = labels(card())
    const old = card()
    await taps(option, '5/11')
    const before = slack.calls.length
    // The first card is gone from the channel; what was pressed on it may still be under way.
    await slack.pressOld(ann, old, option)
    await slack.until('the answer to the old press', () => slack.calls.length > before)
    expect(readable(card().blocks)).toContain('5/11')
  })

  it('goes on after the counselor was started anew', async () => {
    await house.stop()
    house = await open()
    await taps(labels(card())[1] ?? '', '6/11')
  })

  it('asked for again elsewhere goes on there, and the first message says so', async () => {
    await slack.say(ann, ann, 'how ready are we?')
    await shows(say.elsewhere)
    const next = await slack.reads(/We go on where you stopped/)
    card = () => slack.messages.find(({ts, channel}) => ts === next.ts && channel === next.channel) ?? next
    expect(readable(card().blocks)).toContain('6/11')
  })

  it('ends with a stage, a chart with its numbers, what holds back, and what to read', async () => {
    for (let at = 6; at < 11; at += 1) await taps(labels(card())[2] ?? '', `${at + 1}/11`)
    await taps(labels(card())[2] ?? '', say.rough)
    const text = readable(card().blocks)
    for (const part of ['Stage: Ad hoc', 'What holds you back:', 'Using it', say.readLowest])
      expect(text).toContain(part)
    expect(card().blocks?.some(({type}) => type === 'data_visualization')).toBe(true)
    expect(text).toContain('Knowledge: 17 of 100')
    expect(labels(card())).toEqual(expect.arrayContaining([say.later, say.share, say.retake, say.delete]))
  })

  it('is counted in the average without a name, and taken out again', async () => {
    await taps(say.count, say.counted('2026-12-31'))
    await taps(say.takeOut, say.countWhat('2026-12-31', 5))
    expect(readable(card().blocks)).toContain('Stage: Ad hoc')
  })

  it('is shared only after it was shown what will be seen', async () => {
    const before = slack.said(general).length
    await slack.press(ann, card(), say.share)
    const form = await slack.modal()
    expect(readable(form.blocks)).toContain(say.shareWhat)
    expect(slack.said(general)).toHaveLength(before)
    await slack.submit(ann, {[say.shareWhere]: '#general'})
    const shared = await slack.reads(/One colleague’s view/, {channel: general})
    expect(JSON.stringify(shared)).not.toContain(ann)
    expect(shared.subtype).toBeUndefined()
  })

  it('comes back after three months by a reminder, and is compared with the last result', async () => {
    await taps(say.later, 'I will remind you')
    now = Date.UTC(2027, 1, 23, 9)
    await house.tick()
    const reminder = await slack.reads(/Three months have passed/)
    expect(reminder.channel).toBe(card().channel)
    await slack.press(ann, reminder, say.start)
    const next = await slack.reads(/1\/11/, {channel: card().channel}, reminder)
    card = () => slack.messages.find(({ts, channel}) => ts === next.ts && channel === next.channel) ?? next
    for (let at = 1; at < 11; at += 1) await taps(labels(card())[3] ?? '', `${at + 1}/11`)
    await taps(labels(card())[3] ?? '', say.rough)
    expect(readable(card().blocks)).toContain('2026-11-23')
    expect(readable(card().blocks)).toContain('Last time you were at')
  })

  it('is deleted at a press', async () => {
    await taps(say.delete, say.deleted)
    const keys: string[] = []
    for await (const [key] of house.store.list('check-')) keys.push(key)
    expect(keys.filter(key => key.startsWith('check-result') || key.startsWith('check-run'))).toEqual([])
    expect(await slack.directChannel(ben)).toBeUndefined()
  })
})
