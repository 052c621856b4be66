// Wire test: forms, the Home tab and the whole way of a question to a person and back, on local-slack over signed HTTP.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {afterAll, afterEach, beforeAll, describe, expect, it} from '@jest/globals'
import {phrases} from '../../src/answers/phrases.ts'
import {acme} from './acme.ts'
import type {LocalSlack} from './local-slack.ts'
import {whyWithout} from './peers.ts'
import type {SlackHouse} from './slack-house.ts'
import {openWithLocalSlack} from './slack-house.ts'
import {pressable, readable, type SlackMessage} from './slack-shapes.ts'
import {answered, question, settled} from './slack-stories.ts'

const {ann, ben, bot, general, legal} = acme
const say = phrases.en
const missing = await whyWithout('local-slack-linux-x64')
const suite = missing === undefined ? describe : describe.skip

suite(`forms on local-slack ${missing ?? ''}`, () => {
  let house: SlackHouse
  let slack: LocalSlack

  beforeAll(async () => {
    ;({house, slack} = await openWithLocalSlack('http'))
  }, 60_000)

  afterEach(() => expect(slack.refused).toEqual([]))

  afterAll(async () => {
    await house?.stop()
    await slack?.stop()
  }, 60_000)

  /** Ann asks in private. */
  async function askInPrivate(): Promise<SlackMessage> {
    const asked = await slack.say(ann, ann, question)
    return slack.reads(answered, {channel: asked.channel}, asked)
  }

  /** Ann hands the question over; gives the card at the desk. */
  async function handOver(question: string): Promise<{answer: SlackMessage; desk: SlackMessage}> {
    const answer = await askInPrivate()
    await slack.press(ann, answer, say.askAPerson)
    await slack.submit(ann, {[say.handOver.question]: question})
    return {answer, desk: await slack.reads(new RegExp(question), {channel: legal})}
  }

  describe('the consent form', () => {
    it('says to whom the question goes and shows it, and nothing is sent before it is submitted', async () => {
      const before = slack.said(legal).length
      await slack.press(ann, await askInPrivate(), say.askAPerson)
      const form = await slack.modal()
      expect(form.title?.text).toBe(say.handOver.title)
      expect(form.submit?.text).toBe(say.handOver.send)
      expect(readable(form.blocks)).toContain('#ask-legal')
      expect(JSON.stringify(form.blocks)).toContain(question)
      await settled(slack)
      expect(slack.said(legal)).toHaveLength(before)
    })

    it('tells the asker where it was sent, in private', async () => {
      const {answer} = await handOver('Who approves my licence choice?')
      const told = await slack.reads(/Your question is with/, {channel: answer.channel}, answer)
      expect(told.subtype).toBeUndefined()
    })

    it('opened in a channel, tells only the asker that it went, and the reply comes in private', async () => {
      const asked = await slack.say(ann, general, `<@${bot}> ${question}`)
      const answer = await slack.reads(answered, {thread_ts: asked.ts})
      await slack.press(ann, answer, say.askAPerson)
      await slack.submit(ann, {[say.handOver.question]: 'Asked in the channel?'})
      const told = await slack.reads(/Your question is with/, {channel: general})
      expect(told).toMatchObject({subtype: 'ephemeral', ephemeral_to: ann})
      const desk = await slack.reads(/Asked in the channel/, {channel: legal})
      await slack.say(ben, legal, 'Answered at the desk.', desk.ts)
      const reply = await slack.reads(/Answered at the desk/)
      expect(reply.channel).toBe(await slack.directChannel(ann))
    })
  })

  it('a question goes to the desk without a name, and is talked over in its thread until it is resolved', async () => {
    const {answer, desk} = await handOver('May I ship the frobnicator?')
    const annsChannel = answer.channel
    expect(readable(desk.blocks)).not.toMatch(/ann|U0ANN/)
    await slack.say(ben, legal, 'Yes, with the *notice* file.', desk.ts)
    const reply = await slack.reads(/with the .notice. file/, {channel: annsChannel})
    expect(readable(reply.blocks)).toContain('May I ship the frobnicator?')
    await slack.press(ann, reply, say.handOver.askBack)
    await slack.submit(ann, {[say.handOver.yourReply]: 'Which notice file?'})
    const back = await slack.reads(/Which notice file/, {channel: legal, thread_ts: desk.ts})
    expect(readable(back.blocks)).toContain(say.handOver.askerSays)
    await slack.press(ann, reply, say.handOver.helped)
    await slack.reads(/Resolved/, {channel: legal, ts: desk.ts})
    await slack.reads(/was marked as resolved/, {channel: annsChannel})
    const before = slack.said(annsChannel).length
    await slack.say(ben, legal, 'One more thing', desk.ts)
    await settled(slack)
    expect(slack.said(annsChannel)).toHaveLength(before)
  })

  it('a topic that we do not cover goes to the desk of its owner', async () => {
    const asked = await slack.say(ann, ann, 'May I use this GPL library in our product?')
    const declined = await slack.reads(/Legal desk/, {channel: asked.channel}, asked)
    await slack.press(ann, declined, say.askAPerson)
    expect(readable((await slack.modal()).blocks)).toContain('Legal desk at #ask-legal')
    await slack.submit(ann, {})
    await slack.reads(/May I use this GPL library in our product/, {channel: legal})
  })

  it('a reply cannot ring everybody or carry a link under another name', async () => {
    const {answer, desk} = await handOver('Where is the policy?')
    await slack.say(ben, legal, '<!channel> see <https://evil.example/|https://good.example/>', desk.ts)
    const reply = await slack.reads(/good\.example/, {channel: answer.channel})
    const text = `${readable(reply.blocks)} ${reply.text}`
    expect(text).not.toContain('<!channel>')
    expect(text).not.toMatch(/<https:\/\/evil\.example\/?\|https:\/\/good\.example\/?>(?! \()/)
  })

  describe('the Home tab', () => {
    it('offers to ask, examples, chapters and settings', async () => {
      const home = await slack.openHome(ann)
      expect(home.type).toBe('home')
      const labels = [...pressable(home.blocks).keys()]
      expect(labels).toEqual(expect.arrayContaining([say.home.ask, say.home.forget, ...say.examples]))
      expect(readable(home.blocks)).toContain(say.home.browse)
    })

    it('keeps the part for admins from others', async () => {
      expect(readable((await slack.openHome(ben)).blocks)).not.toContain(say.home.admin)
    })
  })

  it('“forget me” deletes ratings and questions that were passed on, and says how many', async () => {
    const {answer} = await handOver('Forget this one?')
    await slack.press(ann, answer, '👍')
    await slack.reads(/👍 Thank you/, {ts: answer.ts})
    await slack.command(ann, general, 'forget me')
    const told = await slack.reads(/I have forgotten what we talked about/, {ephemeral_to: ann})
    expect(readable(told.blocks)).toMatch(/1 rating, [1-9]\d* questions? that you passed on/)
  })
})
