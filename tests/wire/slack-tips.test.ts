// Wire test: a tip comes to a channel of local-slack after a restart, once, and whoever set it up hears that it ended.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {join} from 'node:path'
import {afterAll, afterEach, beforeAll, describe, expect, it} from '@jest/globals'
import {Agenda} from '../../src/schedule/agenda.ts'
import {phrases} from '../../src/tips/phrases.ts'
import {Subscriptions} from '../../src/tips/subscriptions.ts'
import {freePort} from '../doubles/free-port.ts'
import {temporaryFolder} from '../doubles/temporary-folder.ts'
import {acme} from './acme.ts'
import {clockIn, day, minute} from './clock.ts'
import {LocalSlack} from './local-slack.ts'
import {whyWithout} from './peers.ts'
import type {SlackHouse} from './slack-house.ts'
import {openHouse} from './slack-house.ts'
import type {SlackMessage} from './slack-shapes.ts'
import {pressable, readable} from './slack-shapes.ts'
import {settled} from './slack-stories.ts'

const missing = await whyWithout('local-slack-linux-x64')
const suite = missing === undefined ? describe : describe.skip
const {ann, bot, general, botToken, signingSecret} = acme
const say = phrases.en
/** That of everybody in local-slack. */
const zone = 'America/Los_Angeles'

suite(`tips in local-slack ${missing ?? ''}`, () => {
  const folder = temporaryFolder()
  let port: number
  let slack: LocalSlack
  let house: SlackHouse | undefined

  /** A house whose clock stands so many milliseconds before that of the system. */
  async function open(behind: number): Promise<SlackHouse> {
    const access = {mode: 'http', apiUrl: slack.apiUrl, botToken, signingSecret} as const
    house = await openHouse({
      ...{access, port, storeFile: join(folder.path, 'store.sqlite')},
      now: () => Date.now() - behind,
    })
    return house
  }

  async function restart(behind: number): Promise<SlackHouse> {
    await house?.stop()
    return open(behind)
  }

  const isTip = ({channel, blocks}: SlackMessage) =>
    channel === general && readable(blocks).includes('💡') && pressable(blocks ?? []).has('👍')
  const tips = () => slack.messages.filter(isTip)

  beforeAll(async () => {
    port = await freePort()
    slack = await LocalSlack.open(`http://127.0.0.1:${port}/slack/events`)
  }, 60_000)

  afterEach(() => expect(slack.refused).toEqual([]))

  afterAll(async () => {
    await house?.stop()
    await slack?.stop()
    folder.remove()
  }, 60_000)

  it('somebody orders them in the channel, and sees what will come before anything is kept', async () => {
    // Ten minutes ago, for five minutes ago: by the real clock the tip will be due and not yet late.
    await open(10 * minute)
    const at = clockIn(zone, Date.now() - 5 * minute)
    await slack.say(ann, general, `<@${bot}> send us a tip daily at ${at}`)
    const preview = await slack.reads(/Every day at/, {channel: general})
    expect(readable(preview.blocks)).toContain(`Every day at ${at}, time of ${zone}.`)
    expect(readable(preview.blocks)).toMatch(/Next: .* · .* · .*/)
    await slack.press(ann, preview, say.confirm)
    await slack.until('the preview to become what was kept', () =>
      slack.messages.some(({ts, blocks}) => ts === preview.ts && readable(blocks).includes(say.begun)),
    )
    expect(tips()).toEqual([])
  })

  it('the tip comes after a restart, to the channel and not to the thread', async () => {
    await restart(0)
    const tip = await slack.answer('a tip', isTip)
    expect(tip.thread_ts).toBeUndefined()
    expect([...pressable(tip.blocks ?? []).keys()]).toEqual([say.readOn, '👍', say.fewer])
  })

  it('it does not come again after another restart', async () => {
    await restart(0)
    await settled(slack)
    expect(tips()).toHaveLength(1)
  })

  it('the list that one person sees by command changes in place', async () => {
    await slack.command(ann, general, 'tips')
    const shows = (label: string) => (each: SlackMessage) => pressable(each.blocks ?? []).has(label)
    const list = await slack.answer('the list', shows(say.skip))
    await slack.press(ann, list, say.skip)
    const after = await slack.answer('the list with a way back', shows(say.unskip))
    expect(after.ts).toBe(list.ts)
    expect(slack.messages.filter(shows(say.skip))).toEqual([])
    await slack.press(ann, after, say.unskip)
    await slack.answer('the list as before', shows(say.skip))
  })

  it('a channel that is no longer there pauses the series, and whoever set it up hears of it once', async () => {
    const {port: at} = slack
    await slack.stop()
    slack = await LocalSlack.open(`http://127.0.0.1:${port}/slack/events`, at, {gone: [general]})
    const {store} = await restart(-day)
    const told = await slack.answer('a note', ({text}) => text === say.ended)
    expect(told.channel).toBe(await slack.directChannel(ann))
    const [series] = await new Subscriptions(store, new Agenda(store), Date.now).all()
    expect(series).toMatchObject({state: 'closed', by: {id: ann}})
    await restart(-2 * day)
    await settled(slack)
    expect(slack.messages.filter(({text}) => text === say.ended)).toHaveLength(1)
    expect(
      slack.calls.filter(({method, args}) => method === 'chat.postMessage' && args['channel'] === general),
    ).toHaveLength(1)
  }, 30_000)
})
