// The stories that hold on every way in to Slack: people ask in a channel, in a thread, in private and with `/ospo`.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import {phrases} from '../../src/answers/phrases.ts'
import {acme} from './acme.ts'
import type {LocalSlack} from './local-slack.ts'
import {pressable, readable, type SlackMessage} from './slack-shapes.ts'

const {ann, ben, bot, general} = acme
const say = phrases.en

/** What a good answer to the usual question reads like. */
export const answered = /centre of expertise for open source/

/** The usual question, in so many words that it is never taken for a follow-up. */
export const question = 'What is an open source program office?'

/** Asks the usual question in the channel, and gives the question and its answer. */
export async function askInChannel(slack: LocalSlack): Promise<{asked: SlackMessage; answer: SlackMessage}> {
  const asked = await slack.say(ann, general, `<@${bot}> ${question}`)
  return {asked, answer: await slack.reads(answered, {thread_ts: asked.ts})}
}

/** Resolves once everything that was said before has been dealt with: something said after it has been answered. */
export async function settled(slack: LocalSlack): Promise<void> {
  const thanked = await slack.say(ben, ben, 'thank you')
  await slack.answer('thanks for thanks', each => each.channel === thanked.channel && each.ts > thanked.ts)
}

/** Conversations in channels and in private. */
export function conversationStories(house: () => LocalSlack): void {
  describe('in a channel', () => {
    it('a mention gets one answer in its thread, with the source, although it comes as two events', async () => {
      const {asked, answer} = await askInChannel(house())
      expect(readable(answer.blocks)).toContain('licence: CC-BY-4.0')
      expect(answer.text).toMatch(answered)
      await settled(house())
      expect(house().said(general, asked.ts)).toHaveLength(1)
      expect(
        house()
          .said(general)
          .filter(each => each.thread_ts === undefined),
      ).toEqual([])
    })

    it('a follow-up in that thread is answered without a mention', async () => {
      const {asked} = await askInChannel(house())
      await house().say(ben, general, 'and in the public sector?', asked.ts)
      await house().until('a second answer', () => house().said(general, asked.ts).length === 2)
    })

    it('a mention in a thread of ours gets one answer too, although both of its events are in the thread', async () => {
      const {asked} = await askInChannel(house())
      await house().say(ann, general, `<@${bot}> ${question}`, asked.ts)
      await house().until('a second answer', () => house().said(general, asked.ts).length >= 2)
      await settled(house())
      expect(house().said(general, asked.ts)).toHaveLength(2)
    })

    it('what people say at the top of a channel, or in a thread without us, stays theirs', async () => {
      const before = house().said(general).length
      const top = await house().say(ben, general, question)
      await house().say(ann, general, question, top.ts)
      await settled(house())
      expect(house().said(general)).toHaveLength(before)
    })
  })

  it('in private, a message is answered without a mention and without a thread', async () => {
    const asked = await house().say(ann, ann, question)
    const answer = await house().reads(answered, {channel: asked.channel}, asked)
    expect(answer.thread_ts).toBeUndefined()
    expect(answer.subtype).toBeUndefined()
  })
}

/** The command `/ospo`, whose answers are for the asker alone. */
export function commandStories(house: () => LocalSlack): void {
  const asked = [
    ['help', say.help],
    ['topics', say.topicsHint],
    ['about', 'There is no language model'],
    [question, 'centre of expertise'],
    ['', say.help],
  ] as const

  it.each(asked)('`/ospo %s` answers the asker, and nobody else sees it', async (typed, answer) => {
    const before = house().messages.length
    await house().command(ann, general, typed)
    const told = await house().until('an answer', () => house().messages.slice(before)[0])
    expect(told).toMatchObject({channel: general, subtype: 'ephemeral', ephemeral_to: ann})
    expect(readable(told.blocks)).toContain(answer)
    await settled(house())
    expect(
      house()
        .messages.slice(before)
        .filter(each => each.channel === general),
    ).toHaveLength(1)
  })

  it('“share” shows a whispered answer to the channel', async () => {
    const before = house().messages.length
    await house().command(ann, general, question)
    const told = await house().until('an answer', () => house().messages.slice(before)[0])
    await house().press(ann, told, say.share)
    const shared = await house().answer('the shared answer', each => each.ts > told.ts && each.subtype === undefined)
    expect(shared.channel).toBe(general)
    expect(readable(shared.blocks)).toMatch(answered)
    expect([...pressable(shared.blocks ?? []).keys()]).not.toContain(say.share)
  })
}

/** Buttons on answers. */
export function buttonStories(house: () => LocalSlack): void {
  it('“read on” shows the next passage to the one who pressed', async () => {
    const {answer} = await askInChannel(house())
    const [next = ''] = [...pressable(answer.blocks ?? []).keys()].filter(label => label !== say.showAll)
    const before = house().messages.length
    await house().press(ben, answer, next)
    const told = await house().until('the passage', () => house().messages.slice(before)[0])
    expect(told).toMatchObject({channel: general, ephemeral_to: ben})
    expect(readable(told.blocks).startsWith(next)).toBe(true)
  })

  it('“did you mean” shows the one who pressed the passage that was chosen', async () => {
    const asked = await house().say(ann, general, `<@${bot}> strategy`)
    const choice = await house().reads(/Which of these do you mean/, {thread_ts: asked.ts})
    const [first = '', ...others] = [...pressable(choice.blocks ?? []).keys()]
    expect(others.at(-1)).toBe(say.noneOfThese)
    await house().press(ben, choice, first)
    const told = await house().answer('the passage', each => each.ts > choice.ts)
    expect(told).toMatchObject({channel: general, ephemeral_to: ben})
    expect(readable(told.blocks).startsWith(first)).toBe(true)
  })

  it('“none of these” replaces the choice by whom to ask', async () => {
    const asked = await house().say(ann, general, `<@${bot}> strategy`)
    const choice = await house().reads(/Which of these do you mean/, {thread_ts: asked.ts})
    await house().press(ann, choice, say.noneOfThese)
    const changed = await house().answer('the change', each => each.ts === choice.ts && /I don’t know/.test(each.text))
    expect([...pressable(changed.blocks ?? []).keys()]).toContain(say.agree)
  })

  it.each(['👍', '👎'])('%s in a channel is thanked for in private, and the card stays as it is', async thumb => {
    const {asked, answer} = await askInChannel(house())
    await house().press(ann, answer, thumb)
    await house().reads(/Thank you, I have noted that/, {ephemeral_to: ann})
    expect(house().said(general, asked.ts)).toHaveLength(1)
  })
}
