// CONTRACT: every handler of the counselor works on every Platform; a handler without a story here fails the contract.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {expect, it} from '@jest/globals'
import {phrases} from '../../src/answers/phrases.ts'
import {phrases as checkPhrases} from '../../src/surveys/phrases.ts'
import {pulsePhrases} from '../../src/surveys/pulse-phrases.ts'
import {phrases as tipPhrases} from '../../src/tips/phrases.ts'
import {sourceFiles} from '../doubles/source-files.ts'
import type {Driver, Visitor} from './driver.ts'
import type {oldButtons} from './probe.ts'
import {counted, goOn, probes} from './probe.ts'

const say = phrases.en
const pulse = pulsePhrases.en
const tips = tipPhrases.en

/**
 * The stories of the handlers that a question alone does not lead to.
 * @param ada somebody new in a conversation of their own
 * @param driver where that is
 */
export function handlerStories(ada: () => Visitor, driver: () => Driver): void {
  pages(ada)
  sharing(ada, driver)
  pulses(ada, driver)
  seriesOfTips(ada)
  it('has met every handler that there is', () => {
    const met = new Set(counted.activities.map(({handler}) => handler))
    expect(handlerNames().filter(name => !met.has(name))).toEqual([])
  })
}

/** The names of all handlers, read from their files, so that a new one is not forgotten. */
function handlerNames(): string[] {
  const files = sourceFiles('src').filter(({text}) => text.includes('implements Handler {'))
  const names = files.flatMap(({text}) => /^ {2}readonly name = '(.+)'$/m.exec(text)?.[1] ?? [])
  expect(names.length).toBe(files.length)
  return [...new Set(names)]
}

async function read(visitor: Visitor): Promise<string> {
  return (await visitor.sees()).at(-1)?.text ?? ''
}

/** Presses a button of a card that the probe shows, and reads what comes of it. */
async function goneOn(visitor: Visitor, name: keyof typeof oldButtons): Promise<string> {
  await visitor.say(probes.button + name)
  await visitor.press(goOn)
  return read(visitor)
}

function pages(ada: () => Visitor): void {
  it('opens their own page in the language of the words, and asks from there', async () => {
    for (const [words, language] of [
      ['主页', 'zh'],
      ['home', 'en'],
    ] as const) {
      await ada().say(words)
      const page = (await ada().sees()).at(-1)
      expect(page?.text).toContain(phrases[language].home.title)
      expect(page?.buttons).toContain(phrases[language].home.forget)
    }
    await ada().press(say.home.ask)
    await ada().submit({[say.home.yourQuestion]: 'What is an OSPO?'})
    expect(await read(ada())).toMatch(/^What is an OSPO\?/)
  })

  it('is given all that is kept about them', async () => {
    await ada().say('my data')
    const seen = await ada().sees()
    expect(seen.map(({text}) => text).join('\n')).toMatch(/I keep (?:nothing )?about you/)
  })

  it('is forgotten by a press and by words', async () => {
    await ada().say('home')
    await ada().press(say.home.forget)
    expect(await read(ada())).toMatch(/I have forgotten|is forgotten now/)
    await ada().say('forget me')
    expect(await read(ada())).toMatch(/I have forgotten|is forgotten now/)
  })
}

function sharing(ada: () => Visitor, driver: () => Driver): void {
  it('shows everybody an answer that was theirs alone, and lets the OSPO see a question', async () => {
    expect(await goneOn(ada(), 'share')).toMatch(/^What is an OSPO\?[\s\S]*CC-BY-4\.0/)
    await ada().say('xyzzy plugh frobnicate')
    await ada().press(say.agree)
    expect(await read(ada())).toContain(say.agreed)
  })

  it('is told that a hand-over is over', async () => {
    expect(await goneOn(ada(), 'reply')).toContain(say.handOver.over)
  })

  it('sees what of a result would be shared, and nothing is where nobody knows the place', async () => {
    await takeCheck(ada())
    await ada().press(checkPhrases.en.share)
    if (driver().solitary) {
      expect(await read(ada())).toContain(checkPhrases.en.shareAlone)
      return
    }
    expect(ada().form()?.text).toContain(checkPhrases.en.shareWhat)
    await ada().submit({[checkPhrases.en.shareWhere]: '#nowhere-at-all'})
    expect(await read(ada())).toContain(checkPhrases.en.notShared)
  })

  it('plans the next check, and deletes the result with it', async () => {
    await takeCheck(ada())
    await ada().press(checkPhrases.en.later)
    expect((await ada().sees()).at(-1)?.buttons).not.toContain(checkPhrases.en.later)
    await ada().press(checkPhrases.en.delete)
    expect(await read(ada())).toContain(checkPhrases.en.deleted)
  })
}

/** Answers the eleven questions of a check. */
async function takeCheck(visitor: Visitor): Promise<void> {
  await visitor.say('how ready are we?')
  for (let i = 0; i < 11; i += 1) await visitor.press((await visitor.sees()).at(-1)?.buttons[i === 0 ? 2 : 1] ?? '')
}

function pulses(ada: () => Visitor, driver: () => Driver): void {
  it('sets a pulse up, and is told what is missing before anything is sent', async () => {
    await ada().say('start a pulse')
    if (driver().solitary) {
      expect(await read(ada())).toContain(pulse.alone)
      return
    }
    expect(await read(ada())).toContain(pulse.about)
    await ada().press(pulse.setUp)
    expect(ada().form()?.text).toContain(pulse.title)
    await ada().submit({})
    expect(await read(ada())).toContain(pulse.problems.few(0, 5))
  })

  it.each([
    ['vote', pulse.vote.over],
    ['withdraw', pulse.vote.over],
    ['table', pulse.results.gone],
    ['close', pulse.owner.notYours],
  ] as const)('who presses “%s” on an old card of a pulse is told kindly', async (name, words) => {
    expect(await goneOn(ada(), name)).toContain(words)
    expect(ada().form()).toBeUndefined()
  })
}

function seriesOfTips(ada: () => Visitor): void {
  it('asks for tips in words, looks at them, leaves one out, and stops them', async () => {
    await ada().say('send us a tip every Tuesday at 9')
    expect(await read(ada())).toMatch(/Every Tuesday at 09:00[\s\S]*💡/)
    await ada().press(tips.confirm)
    for (const [label, words] of [
      [tips.skip, /is left out/],
      [tips.stop, new RegExp(tips.stopped)],
    ] as const) {
      await ada().say('tips')
      await ada().press(label)
      expect(await read(ada())).toMatch(words)
    }
  })

  it('asks for tips by the form, and pauses them by another', async () => {
    await ada().say('tips')
    await ada().press(tips.subscribe)
    await ada().submit({[tips.form.time]: '07:15'})
    expect(await read(ada())).toMatch(/07:15[\s\S]*💡/)
    await ada().press(tips.confirm)
    await ada().say('tips')
    await ada().press(tips.pause)
    await ada().submit({})
    expect(await read(ada())).toContain(tips.paused(''))
  })

  it('likes a tip', async () => {
    expect(await goneOn(ada(), 'liked')).toContain(tips.thanks)
  })

  it('announces something only where they run the workspace, and sees first how many read it', async () => {
    await ada().say(probes.nobody)
    expect(await goneOn(ada(), 'announce')).toContain(tips.leadsOnly)
    await ada().say(probes.admin)
    await goneOn(ada(), 'announce')
    await ada().submit({[tips.announcement]: 'The office moves to *Friday*.'})
    expect(await read(ada())).toMatch(/This goes to \d+ conversations?, once:[\s\S]*The office moves to \*Friday\*\./)
  })
}
