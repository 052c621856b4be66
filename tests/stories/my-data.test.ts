// Story: a person gets all that is kept about them as a file, and has it deleted everywhere.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeEach, describe, expect, it} from '@jest/globals'
import {phrases} from '../../src/answers/phrases.ts'
import type {Card} from '../../src/chat/card.ts'
import {cardText} from '../../src/chat/card-text.ts'
import type {Conversation} from '../../src/chat/conversation.ts'
import {Library} from '../../src/knowledge/library.ts'
import {phrases as tipPhrases} from '../../src/tips/phrases.ts'
import {sendJob} from '../../src/tips/subscriptions.ts'
import {checkTips} from '../../src/tips/tip.ts'
import {knowledgeFolderOf} from '../doubles/knowledge-files.ts'
import {day, PulseTeam} from '../doubles/pulse-team.ts'
import type {World} from '../doubles/world.ts'
import {knowledgeFolder, openWorld} from '../doubles/world.ts'

const say = phrases.en
const desk: Conversation = {platform: 'recording', tenant: 'T1', id: 'C-legal', scope: 'channel'}
const who = 'U-owner'

let world: World
let team: PulseTeam

let known: Promise<Library> | undefined

async function library(): Promise<Library> {
  const overlay = knowledgeFolderOf({'owners.yml': 'legal: {contact: "#ask-legal"}\n'})
  try {
    return await Library.open({own: knowledgeFolder, overlays: [overlay.path]}, [checkTips])
  } finally {
    overlay.remove()
  }
}

beforeEach(async () => {
  known ??= library()
  world = await openWorld({library: await known})
  world.platform.places.set('#ask-legal', desk)
  team = new PulseTeam(world, 6)
})

/** All that leaves something about a person. */
async function live(): Promise<void> {
  const talk = world.platform.talk({id: `D-${team.owner}`}, team.owner)
  await talk.say('May we use AGPL code in zanzibar-engine?')
  const form = await talk.openForm(say.askAPerson)
  const {value} = talk.find(say.askAPerson).button
  const {message} = talk.find(say.askAPerson)
  await world.platform.deliver(talk.activity({kind: 'press', action: 'answers.rate', value: `up:${value}`, message}))
  await talk.submit(form, {})
  await talk.say('qwertz zxcvb plugh')
  await talk.say('send me a tip every Tuesday at 9')
  await talk.press(tipPhrases.en.confirm)
  const channel = world.platform.talk({scope: 'channel', id: 'C-tips'}, team.owner)
  await channel.say('send us a tip every Friday at 9')
  await channel.press(tipPhrases.en.confirm)
  await channel.command('ask', 'What is an OSPO?')
  await team.launch()
  await team.answer(team.owner, 3)
}

function fileIn(card: Card | undefined): {readonly kept: Readonly<Record<string, unknown[]>>} {
  const file = card?.blocks.find(block => block.kind === 'file')
  if (file?.kind !== 'file') throw new Error('there is no file')
  return JSON.parse(file.text)
}

const privately = () => world.platform.sent.findLast(({to}) => to.id === `D-${team.owner}`)?.card

describe('my data', () => {
  it('is nothing for somebody of whom nothing is kept', async () => {
    expect(cardText(await world.platform.talk({id: 'D-U-new'}, 'U-new').say('my data'))).toBe(say.data.nothing)
  })

  it('is all that is kept, by kind', async () => {
    await live()
    await world.platform.talk({id: `D-${team.owner}`}, team.owner).say('export my data')
    const {kept} = fileIn(privately())
    expect(Object.keys(kept).sort()).toEqual(
      ['contexts', 'hand-overs', 'missed-questions', 'pulse-answers', 'pulses', 'ratings', 'tips'].sort(),
    )
    expect(kept['tips']).toHaveLength(2)
    expect(JSON.stringify(kept['hand-overs'])).toContain('zanzibar')
    expect(JSON.stringify(kept['missed-questions'])).toContain('qwertz')
  })

  it('comes in private, wherever somebody asks for it, and to nobody else', async () => {
    await live()
    const before = world.platform.sent.length
    await world.platform.talk({scope: 'channel', id: 'C-tips'}, team.owner).say('show me my data')
    const [file, note] = world.platform.sent.slice(before)
    expect(file?.to.id).toBe(`D-${team.owner}`)
    expect(fileIn(file?.card).kept).toHaveProperty('ratings')
    expect({how: note?.how, text: note && cardText(note.card)}).toEqual({how: 'whisper', text: say.data.sentInPrivate})
  })

  it('holds nothing of others', async () => {
    await live()
    await world.platform.talk({id: 'D-U-person-1'}, 'U-person-1').say('qwertz other words')
    await world.platform.talk({id: `D-${team.owner}`}, team.owner).say('my data')
    expect(JSON.stringify(fileIn(privately()))).not.toContain('other words')
  })

  it.each([
    ['my data', 'en'],
    ['What do you know about me?', 'en'],
    ['导出我的数据', 'zh'],
  ] as const)('comes for "%s"', async (words, language) => {
    const card = await world.platform.talk({id: 'D-U-new'}, 'U-new').say(words)
    expect(cardText(card)).toBe(phrases[language].data.nothing)
  })

  it('comes by a button of the page, and by a command', async () => {
    await live()
    const home = world.platform.talk({scope: 'home', id: 'home'}, team.owner)
    await home.do({kind: 'opened'})
    const {button, message} = home.find(say.data.show)
    await world.platform.deliver(home.activity({kind: 'press', ...button, message}))
    expect(fileIn(privately()).kept).toHaveProperty('ratings')
    const command = await world.platform.talk({id: 'D-U-new'}, 'U-new').command('my', 'data')
    expect(cardText(command)).toBe(say.data.nothing)
  })

  it('is no answer to a question that holds the words', async () => {
    const card = await world.platform.talk().say('How do I publish my data as open data?')
    expect(cardText(card)).not.toBe(say.data.nothing)
  })
})

describe('forget me', () => {
  const ofThePerson = async () => (await world.stored()).filter(line => line.includes(who))

  it('says what it deleted, and leaves the id of the person in no record', async () => {
    await live()
    expect((await ofThePerson()).length).toBeGreaterThan(0)
    const told = await world.platform.talk({id: `D-${team.owner}`}, team.owner).read('forget me')
    for (const part of ['1 rating', '1 question that I missed', '1 question that you passed on', '1 answer to an open'])
      expect(told).toContain(part)
    expect(told).toContain('2 series of tips that you ordered')
    await team.close()
    world.pass(60 * 60_000)
    await world.tick()
    expect(await ofThePerson()).toEqual([])
  })

  it('leaves a channel its tips, and ends those of the private talk', async () => {
    await live()
    await world.platform.talk({id: `D-${team.owner}`}, team.owner).say('forget me')
    expect(await world.stored('tips')).toHaveLength(1)
    expect(await world.stored('agenda', sendJob)).toHaveLength(1)
  })

  it('leaves nothing in the file that is asked for next', async () => {
    await live()
    await world.platform.talk({id: `D-${team.owner}`}, team.owner).say('forget me')
    const own = world.platform.talk({id: `D-${team.owner}`}, team.owner)
    // A wave that is open still has to close.
    expect(Object.keys(fileIn(await own.say('my data')).kept)).toEqual(['pulses'])
    await team.close()
    expect(cardText(await own.say('my data'))).toBe(say.data.nothing)
  })

  it('of the owner of a pulse ends it once its open wave is published', async () => {
    await live()
    for (const id of team.people) await team.answer(id, 4)
    await world.platform.talk({id: `D-${team.owner}`}, team.owner).say('forget me')
    expect(await world.stored('pulse-series')).toHaveLength(1)
    await team.close()
    expect(team.results()).toContain('Index')
    expect(await world.stored('pulse-series')).toEqual([])
    world.pass(100 * day)
    await world.tick()
    expect(await world.stored('pulse-wave')).toHaveLength(1)
  })

  it('of somebody who is asked takes them off the list for the next time', async () => {
    await team.launch({rhythm: 'quarterly', audience: 'people', people: [...team.people, who].join('\n')})
    await team.close()
    const told = await world.platform.talk({id: 'D-U-person-0'}, 'U-person-0').read('forget me')
    expect(told).toContain('1 pulse that names you')
    const [series = ''] = await world.stored('pulse-series')
    expect(series).toContain('U-person-1')
    expect(series).not.toContain('U-person-0')
  })
})
