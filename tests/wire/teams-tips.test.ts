// Wire test on our own fake of Teams' connector: tips where we were removed, and where an answer of Teams got lost.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {afterEach, describe, expect, it} from '@jest/globals'
import type {Payload} from '../../adapters/teams/payload.ts'
import {partOf, partsIn} from '../../adapters/teams/payload.ts'
import type {LedgerRow} from '../../src/schedule/delivery.ts'
import {storePrefix} from '../../src/store.ts'
import {phrases} from '../../src/tips/phrases.ts'
import type {Subscription} from '../../src/tips/subscriptions.ts'
import {buttonsIn, linesIn} from '../adapters/teams/read-card.ts'
import type {Json} from '../doubles/fake-identity.ts'
import {minute} from './clock.ts'
import {contoso, conversationId} from './teams-activities.ts'
import {FakeTeams} from './teams-house.ts'

const say = phrases.en
const nine = Date.UTC(2026, 10, 24, 9)

let teams: FakeTeams
let time: number

/** A house at half past eight, in which somebody has ordered tips for a group at nine. */
async function open(unsureTips: 'skip' | 'send' = 'skip'): Promise<void> {
  time = nine - 30 * minute
  teams = await FakeTeams.open({now: () => time, unsureTips})
  const [alone, group] = [teams.scene('ada'), teams.scene('ada', 'groupChat')]
  await teams.say(alone, 'thanks')
  await teams.say(group, 'send us a tip daily at 9')
  const preview = await teams.connector.until('a preview', () =>
    teams.connector.messages.find(({activity}) => buttonsIn(cardOf(activity)).has(say.confirm)),
  )
  const action = buttonsIn(cardOf(preview.activity)).get(say.confirm)
  await teams.invoke(group, 'adaptiveCard/action', {action, trigger: 'manual'}, preview.id)
  await teams.connector.until('what was kept', () => textsIn(contoso.group).some(text => text.includes(say.begun)))
}

afterEach(() => teams.stop())

function cardOf(activity: Json): Payload {
  const [attachment = {}] = partsIn(activity, 'attachments')
  return partOf(attachment, 'content')
}

function textsIn(conversation: string): string[] {
  const there = teams.connector.messages.filter(each => each.conversation === conversation)
  return there.map(({activity}) => linesIn(cardOf(activity)).join('\n'))
}

const tips = () => textsIn(contoso.group).filter(text => text.includes('💡') && !text.includes(say.preview))

/** How often Teams was asked to take something in the group since it was ordered. */
function posts(): number {
  return teams.connector.called('post').filter(({conversation}) => conversation === contoso.group).length - 1
}

/** Lets so many minutes pass after nine, and everything be done that is due. */
async function at(minutes: number): Promise<void> {
  time = nine + minutes * minute
  await teams.house.tick()
}

async function stored<T>(prefix: string): Promise<T[]> {
  const found: T[] = []
  for await (const [, value] of teams.house.store.list<T>(storePrefix(prefix))) found.push(value)
  return found
}

describe('a tip in a group of our own fake', () => {
  it('from which we were removed (403) pauses the series, and whoever set it up hears of it in private, once', async () => {
    await open()
    teams.connector.fail('post', {kind: 'status', status: 403}, {conversation: contoso.group})
    await at(0.1)
    await at(24 * 60 + 1)
    expect(posts()).toBe(1)
    const own = textsIn(conversationId(teams.scene('ada')))
    expect(own.filter(text => text.includes(say.ended))).toHaveLength(1)
    expect(await stored<Subscription>('tips')).toMatchObject([{state: 'closed'}])
    expect(await stored<LedgerRow>('ledger')).toMatchObject([{state: 'failed', reason: 'place-closed'}])
  })

  it('of which the answer got lost is left out and reported, and the next one comes', async () => {
    await open()
    teams.connector.fail('post', {kind: 'reset', accepted: true}, {conversation: contoso.group})
    for (const minutes of [0.1, 1, 2, 24 * 60 + 1]) await at(minutes)
    expect(await stored<LedgerRow>('ledger')).toMatchObject([{state: 'skipped', reason: 'unsure'}, {state: 'sent'}])
    expect([posts(), tips().length]).toEqual([2, 2])
  })

  it('of which the answer got lost is sent once more where the setting says so', async () => {
    await open('send')
    teams.connector.fail('post', {kind: 'reset', accepted: false}, {conversation: contoso.group})
    for (const minutes of [0.1, 1, 2, 3]) await at(minutes)
    expect(await stored<LedgerRow>('ledger')).toMatchObject([{state: 'sent', reason: 'unsure'}])
    expect([posts(), tips().length]).toEqual([2, 1])
  })
})
