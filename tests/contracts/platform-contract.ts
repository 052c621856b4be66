// CONTRACT: what people can do with the counselor on every Platform, told as the same stories with the same words.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {afterAll, beforeAll, beforeEach, describe, expect, it} from '@jest/globals'
import {phrases} from '../../src/answers/phrases.ts'
import {phrases as checkPhrases} from '../../src/surveys/phrases.ts'
import type {Driver, Seen, Visitor} from './driver.ts'
import {handlerStories} from './handler-stories.ts'
import {probeForm, probes} from './probe.ts'

const say = phrases.en
const book = 'https://ospobook.todogroup.org/01-chapter/'

/** Questions that may mean several things; the first that does is asked. */
const unclear = ['measure success', 'strategy', 'value', 'challenges of an ospo', 'how do I start an ospo']

/**
 * The stories of a platform, told through the real counselor.
 * @param name what is tested, for the report
 * @param open the platform, with the counselor of `startCounselor` behind it
 */
export function platformContract(name: string, open: () => Promise<Driver>): void {
  describe(`on ${name} a person`, () => {
    let driver: Driver
    let ada: Visitor
    beforeAll(async () => {
      driver = await open()
    })
    beforeEach(async () => {
      ada = await driver.alone()
    })
    afterAll(() => driver?.close())
    answers(
      () => ada,
      () => driver,
    )
    browsing(() => ada)
    delivery(() => ada)
    changes(
      () => ada,
      () => driver,
    )
    forms(() => ada)
    checks(
      () => ada,
      () => driver,
    )
    others(() => driver)
    handlerStories(
      () => ada,
      () => driver,
    )
  })
}

async function last(visitor: Visitor): Promise<Seen> {
  const seen = (await visitor.sees()).at(-1)
  if (seen === undefined) throw new Error('nothing is to be seen')
  return seen
}

async function said(visitor: Visitor, words: string): Promise<Seen> {
  await visitor.say(words)
  return last(visitor)
}

/** Asks until a question gets a choice, and gives the message with it. */
async function choice(visitor: Visitor): Promise<Seen> {
  for (const question of unclear) {
    const seen = await said(visitor, question)
    if (seen.text.includes(say.didYouMean)) return seen
  }
  throw new Error('no question gets a choice any more')
}

function answers(ada: () => Visitor, driver: () => Driver): void {
  it('is welcomed with examples', async () => {
    const welcome = await last(ada())
    expect(welcome.text).toContain(say.hello)
    expect(welcome.buttons).toEqual(say.examples)
  })

  it('asks, and is answered with the source and its licence', async () => {
    const seen = await said(ada(), 'What is an OSPO?')
    expect(seen.text).toContain('What is an OSPO?')
    expect(seen.text).toMatch(/TODO Group OSPO Book[\s\S]*CC-BY-4\.0/)
    expect(seen.links).toContain(book)
    expect(seen.buttons).toEqual(expect.arrayContaining(['👍', '👎', say.askAPerson]))
    expect(await ada().sees()).toHaveLength(2)
  })

  it('presses an example, and is answered as if it had been typed', async () => {
    const [example = ''] = say.examples
    await ada().press(example)
    const pressed = await last(ada())
    expect((await said(await driver().alone(), example)).text).toBe(pressed.text)
  })

  it('is answered in Chinese', async () => {
    const seen = await said(ada(), '怎样说服高层支持？')
    expect(seen.text).toContain(phrases.zh.licence)
    expect(seen.buttons).toContain(phrases.zh.askAPerson)
  })

  it('chooses what was meant, and reads it', async () => {
    const {buttons} = await choice(ada())
    expect(buttons.length).toBeGreaterThan(2)
    expect(buttons.at(-1)).toBe(say.noneOfThese)
    const [first = ''] = buttons
    await ada().press(first)
    const read = await last(ada())
    expect(read.text.startsWith(first)).toBe(true)
    expect(read.text).toContain(say.licence)
  })

  it('is told plainly what we do not know', async () => {
    const seen = await said(ada(), 'xyzzy plugh frobnicate')
    expect(seen.text).toContain(say.unknown)
    expect(seen.text).toContain(say.unknownNext)
    expect(seen.buttons).toEqual(expect.arrayContaining([say.askAPerson, say.topics]))
  })

  it('is told whom to ask about what we do not cover', async () => {
    expect((await said(ada(), 'How much salary will I get?')).text).toContain(say.whomToAsk('People desk'))
  })

  it('asks on, and is understood', async () => {
    const alone = (await said(ada(), 'and in government?')).text
    await ada().say('How is an OSPO usually organised in a company?')
    expect((await said(ada(), 'and in government?')).text).not.toBe(alone)
  })
}

function browsing(ada: () => Visitor): void {
  it('asks for help', async () => {
    const seen = await said(ada(), 'help')
    expect(seen.text).toContain(say.help)
    for (const line of say.howToAsk) expect(seen.text).toContain(line)
  })

  it('browses from the topics to a chapter and back, and reads a passage', async () => {
    const topics = await said(ada(), 'topics')
    const [chapter = ''] = topics.buttons
    await ada().press(chapter)
    expect((await last(ada())).text.startsWith(chapter)).toBe(true)
    await ada().press(say.backToTopics)
    expect((await last(ada())).buttons).toEqual(topics.buttons)
    await ada().press(chapter)
    const [passage = ''] = (await last(ada())).buttons
    await ada().press(passage)
    const read = await last(ada())
    expect(read.text.startsWith(passage)).toBe(true)
    expect(read.buttons).toContain('👍')
  })
}

function delivery(ada: () => Visitor): void {
  it('is answered once when the platform delivers the same event twice', async () => {
    const before = (await ada().sees()).length
    await ada().sayTwice('What is an OSPO?')
    expect(await ada().sees()).toHaveLength(before + 1)
  })

  it('is answered twice when the same words were said twice', async () => {
    const before = (await ada().sees()).length
    for (let i = 0; i < 2; i += 1) await ada().say('What is an OSPO?')
    expect(await ada().sees()).toHaveLength(before + 2)
  })

  it('sees what was typed as it was typed: it never becomes markup or a link', async () => {
    const typed =
      '<b>b</b> *s* _e_ ~d~ `c` **t** [x](https://evil.example) <https://evil.example|y> <!channel> &amp; # h'
    const seen = await said(ada(), probes.echo + typed)
    expect(seen.text.split(typed).length).toBeGreaterThan(5)
    expect(seen.links).toEqual([])
    expect(seen.buttons).toEqual(['Good'])
  })

  it('is given a file by its name', async () => {
    expect((await said(ada(), probes.file)).text).toContain('list.csv')
  })
}

function changes(ada: () => Visitor, driver: () => Driver): void {
  it('presses 👍, and sees on the same message that it was counted', async () => {
    const answer = await said(ada(), 'What is an OSPO?')
    const before = (await ada().sees()).length
    await ada().press('👍')
    const rated = await last(ada())
    expect([answer.thumb, rated.thumb]).toEqual([undefined, 'up'])
    expect(rated.text).toBe(answer.text)
    expect(await ada().sees()).toHaveLength(driver().paper ? before + 1 : before)
  })

  it('presses “None of these”, and an honest no replaces the choice', async () => {
    const {buttons} = await choice(ada())
    const before = (await ada().sees()).length
    await ada().press(say.noneOfThese)
    const seen = await ada().sees()
    expect(seen.at(-1)?.text).toContain(say.noneNoted)
    expect(seen).toHaveLength(driver().paper ? before + 1 : before)
    const left = seen.flatMap(each => each.buttons)
    expect(buttons.filter(label => left.includes(label))).toEqual([])
  })
}

function forms(ada: () => Visitor): void {
  const typed = {Title: 'On <b>budgets</b>', 'Your words': 'One line.\n\nAnother *line*.'}
  const received = JSON.stringify(['On <b>budgets</b>', 'One line.\n\nAnother *line*.', 'Legal', ''])

  it('opens a form, fills it in, and it comes back as it was typed', async () => {
    await ada().say(probes.offer)
    expect(ada().form()).toBeUndefined()
    await ada().press('Fill in the form')
    const form = ada().form()
    expect(form?.labels[0]).toBe('Title')
    for (const words of [probeForm.title, 'What we ask for.']) expect(form?.text).toContain(words)
    await ada().submit(typed)
    expect((await last(ada())).text).toBe(`Received for v-1: ${received}`)
    expect(ada().form()).toBeUndefined()
  })

  it('is shown a form once: it is no part of the conversation', async () => {
    const before = await ada().sees()
    await ada().say(probes.offer)
    await ada().press('Fill in the form')
    expect((await ada().sees()).length).toBe(before.length + 1)
    await ada().submit(typed)
  })
}

/** Presses a button of the last message by its place, from 1. */
async function choose(visitor: Visitor, place: number): Promise<void> {
  await visitor.press((await last(visitor)).buttons[place - 1] ?? '')
}

function checks(ada: () => Visitor, driver: () => Driver): void {
  const say = checkPhrases.en

  it('takes a check question by question on one message, goes back, and is shown the result', async () => {
    const first = await said(ada(), 'how ready are we?')
    expect(first.text).toContain('1/11')
    expect(first.buttons.slice(0, 2)).toEqual(['Not sure we use any', 'Using it'])
    expect(first.buttons.at(-1)).toBe(say.stop)
    const before = (await ada().sees()).length
    await choose(ada(), 3)
    await choose(ada(), 2)
    expect((await last(ada())).text).toContain('3/11')
    await ada().press(say.back)
    expect((await last(ada())).text).toContain('2/11')
    for (let i = 0; i < 10; i += 1) await choose(ada(), i === 0 ? 5 : 2)
    const result = await last(ada())
    expect(result.text).toContain('Joining in: bug reports, events, sponsoring')
    for (const words of [`${say.stage}Ad hoc`, 'Usage: 33', 'Knowledge: 33', say.rough]) {
      expect(result.text).toContain(words)
    }
    expect(result.buttons).toEqual(expect.arrayContaining([say.later, say.share, say.retake, say.delete]))
    const taps = 13
    expect(await ada().sees()).toHaveLength(driver().paper ? before + taps : before)
  })

  it('stops a check, and goes on where it stopped', async () => {
    await ada().say('how ready are we?')
    await choose(ada(), 3)
    await ada().press(say.stop)
    expect((await last(ada())).text).toContain(say.stopped(2, 11))
    await ada().press(say.goOn)
    expect((await last(ada())).text).toContain('2/11')
  })
}

function others(driver: () => Driver): void {
  it('alone sees a whisper, and is alone with us in private', async () => {
    const [ada, grace] = await driver().together()
    const before = await grace.sees()
    for (const [words, seen] of [
      [probes.whisper, 'For your eyes only.'],
      [probes.direct, 'A word in private.'],
    ] as const) {
      expect((await said(ada, words)).text).toBe(seen)
    }
    expect(await grace.sees()).toEqual(before)
  })

  it('who asks for a person is the only one who sees more', async () => {
    const [ada, grace] = await driver().together()
    await ada.say('xyzzy plugh frobnicate')
    const before = await grace.sees()
    await ada.press(say.askAPerson)
    expect(await grace.sees()).toEqual(before)
    expect(grace.form()).toBeUndefined()
  })

  it('hears that nobody knows a place', async () => {
    expect((await said(await driver().alone(), probes.place)).text).toBe('Found: undefined')
  })
}
