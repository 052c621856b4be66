// Wire test in Microsoft's Agents Playground: a tip comes to a group chat after a restart, once, and ends where the chat is gone.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals'
import type {Payload} from '../../adapters/teams/payload.ts'
import {partOf, partsIn} from '../../adapters/teams/payload.ts'
import {Agenda} from '../../src/schedule/agenda.ts'
import {phrases} from '../../src/tips/phrases.ts'
import {Subscriptions} from '../../src/tips/subscriptions.ts'
import {buttonsIn, complaintsOf, linesIn} from '../adapters/teams/read-card.ts'
import {freePort} from '../doubles/free-port.ts'
import {temporaryFolder} from '../doubles/temporary-folder.ts'
import {clockIn, day, minute} from './clock.ts'
import {whyWithout} from './peers.ts'
import type {ShownMessage} from './playground.ts'
import {Playground} from './playground.ts'
import {stage} from './playground-stage.ts'
import type {TeamsHouse} from './teams-house.ts'
import {openTeamsHouse} from './teams-house.ts'

const missing = await whyWithout('@microsoft/m365agentsplayground')
const suite = missing === undefined ? describe : describe.skip
const say = phrases.en
const {alex, group, personal} = stage

suite(`tips in the Agents Playground ${missing ?? ''}`, () => {
  const folder = temporaryFolder()
  let port: number
  let house: TeamsHouse
  let playground: Playground

  /** A house whose clock stands so many milliseconds before that of the system. */
  const open = (behind: number) =>
    openTeamsHouse({
      ...{access: {type: 'anonymous' as const}, port, storeFile: join(folder.path, 'store.sqlite')},
      now: () => Date.now() - behind,
    })

  async function restart(behind: number): Promise<void> {
    await house.stop()
    house = await open(behind)
  }

  const shownIn = (where: string) => playground.messages.filter(({conversation}) => conversation === where)
  const tips = () => shownIn(group).filter(each => textIn(each).includes('💡') && buttonsOf(each).has('👍'))

  /** Alex says something, and gets this. */
  async function asked(where: string, words: string): Promise<ShownMessage> {
    const seen = shownIn(where).length
    await playground.say({where, words, mention: where !== personal})
    return playground.until('an answer', () => shownIn(where)[seen])
  }

  beforeAll(async () => {
    port = await freePort()
    // Ten minutes ago, for five minutes ago: by the real clock the tip will be due and not yet late.
    house = await open(10 * minute)
    playground = await Playground.open(`${house.origin}/api/messages`)
  })

  afterAll(async () => {
    const complaints = playground?.messages.flatMap(message => complaintsOf(cardOf(message)))
    await playground?.stop()
    await house?.stop()
    folder.remove()
    expect(complaints).toEqual([])
  })

  it('somebody orders them in a group, and the preview becomes what was kept', async () => {
    await asked(personal, 'help')
    const [, zone = ''] = /time of (\S+)\./.exec(textIn(await asked(group, 'send us a tip daily at 9'))) ?? []
    const at = clockIn(zone, Date.now() - 5 * minute)
    const preview = await asked(group, `send us a tip daily at ${at}`)
    expect(textIn(preview)).toContain(`Every day at ${at}, time of ${zone}.`)
    const yes = buttonsOf(preview).get(say.confirm)
    if (!yes) throw new Error('there is no yes')
    await playground.execute(alex, preview, yes)
    await playground.until('what was kept', () => {
      const now = shownIn(group).find(({id}) => id === preview.id)
      return now !== undefined && textIn(now).includes(say.begun)
    })
    expect(tips()).toEqual([])
  })

  it('the tip comes after a restart', async () => {
    await restart(0)
    const tip = await playground.until('a tip', () => tips()[0])
    expect([...buttonsOf(tip).keys()]).toEqual([say.readOn, '👍', say.fewer])
  })

  it('it does not come again after another restart', async () => {
    await restart(0)
    await asked(personal, 'help')
    expect(tips()).toHaveLength(1)
  })

  it('the next one comes on the next day', async () => {
    await restart(-day)
    await playground.until('another tip', () => tips().length === 2)
    expect(new Set(tips().map(textIn)).size).toBe(2)
    const [series] = await new Subscriptions(house.store, new Agenda(house.store), Date.now).all()
    expect(series).toMatchObject({state: 'on', place: {id: group}})
  })
})

function cardOf({content}: ShownMessage): Payload {
  const [attachment = {}] = partsIn(content, 'attachments')
  return partOf(attachment, 'content')
}

const textIn = (message: ShownMessage) => linesIn(cardOf(message)).join('\n')
const buttonsOf = (message: ShownMessage) => buttonsIn(cardOf(message))
