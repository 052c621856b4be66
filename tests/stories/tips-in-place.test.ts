// Story: what is done about tips shows on the card on which somebody pressed, and can mostly be taken back there.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeEach, describe, expect, it} from '@jest/globals'
import {cardText} from '../../src/chat/card-text.ts'
import {CounselorError} from '../../src/errors.ts'
import {phrases} from '../../src/tips/phrases.ts'
import {buttonsOf, labelsOf} from '../doubles/card-parts.ts'
import type {Sent} from '../doubles/recording-platform.ts'
import type {Talk} from '../doubles/talk.ts'
import type {TipsWorld} from './tips-world.ts'
import {day, openTipsWorld} from './tips-world.ts'

const say = phrases.en

let world: TipsWorld
let team: Talk
let list: string

beforeEach(async () => {
  world = await openTipsWorld()
  team = world.team
  await world.subscribe('send us a tip daily at 10:00')
  await world.live(day)
  await team.say('tips')
  list = world.platform.sent.at(-1)?.id ?? ''
})

/** What stands on the list now, where it was changed in place. */
function changed({how, id, card}: Sent): {text: string; labels: string[]} {
  expect([how, id]).toEqual(['update', list])
  return {text: cardText(card), labels: labelsOf(card)}
}

describe('the list', () => {
  it('shows a pause, and offers to resume', async () => {
    const paused = changed(await team.submit(await team.openForm(say.pause), {until: ''}))
    expect(paused.text).toContain(say.paused(''))
    expect(paused.text).not.toContain('Next:')
    expect(paused.labels).toEqual([say.change, say.resume, say.stop, say.takeBack, say.another])
    const resumed = changed(await team.press(say.resume))
    expect(resumed.text).toContain('Next: Sat, 21 November 2026')
    expect(resumed.labels).toContain(say.pause)
  })

  it('shows until when a pause lasts, and offers to resume before', async () => {
    const {text, labels} = changed(await team.submit(await team.openForm(say.pause), {until: '2026-11-25'}))
    expect(text).toContain(say.paused('Wed, 25 November 2026'))
    expect(text).toContain('Next: Wed, 25 November 2026')
    expect(labels).not.toContain(say.pause)
    expect(changed(await team.press(say.resume)).text).toContain('Next: Sat, 21 November 2026')
    await world.live(2 * day)
    expect(cardText(await team.say('tips'))).not.toContain(say.paused('Wed, 25 November 2026'))
  })

  it('shows what is skipped, and sends it after all where somebody says so', async () => {
    const before = world.tipsAt(team).length
    const skipped = changed(await team.press(say.skip))
    expect(skipped.text.split(say.skipped('Sat, 21 November 2026'))).toHaveLength(2)
    expect(skipped.text).toContain('Next: Sun, 22 November 2026')
    expect(skipped.labels).not.toContain(say.skip)
    const again = changed(await team.press(say.unskip))
    expect(again.text).toContain('Next: Sat, 21 November 2026')
    expect(again.labels).toContain(say.skip)
    await world.live(2 * day)
    expect(world.tipsAt(team)).toHaveLength(before + 2)
  })

  it('skips one where two people press at once', async () => {
    const {button, message} = team.find(say.skip)
    await team.press(say.skip)
    const again = cardText(await team.do({kind: 'press', ...button, message}))
    expect(again).toContain(say.skipped('Sat, 21 November 2026'))
    expect(again).toContain('Next: Sun, 22 November 2026')
  })

  it('shows no more that something was skipped once its day is over', async () => {
    await team.press(say.skip)
    await world.live(2 * day)
    const text = cardText(await team.say('tips'))
    expect(text).not.toContain('left out')
  })

  it('shows a stop, and lets it be undone for an hour, with nothing sent twice', async () => {
    const stopped = changed(await team.press(say.stop))
    expect(stopped.text).toContain(say.stopped)
    expect(stopped.labels).toEqual([say.undo, say.subscribe])
    expect((await world.stored('tips-stopped')).join()).not.toContain('U-ada')
    const restored = changed(await team.press(say.undo))
    expect(restored.text).toContain(say.restored)
    expect(restored.labels).toContain(say.pause)
    const before = world.tipsAt(team).map(({card}) => cardText(card))
    await world.live(3 * day)
    const all = world.tipsAt(team).map(({card}) => cardText(card))
    expect(all).toHaveLength(before.length + 3)
    expect(new Set(all).size).toBe(all.length)
  })

  it('cannot bring back what was stopped long ago, or what others have stopped', async () => {
    await team.press(say.stop)
    const {button, message} = team.find(say.undo)
    const other = world.platform.talk({scope: 'channel'}, 'U-eve')
    expect(cardText(await other.do({kind: 'press', ...button, message}))).toBe(say.gone)
    world.pass(2 * 3_600_000)
    expect(cardText(await team.do({kind: 'press', ...button, message}))).toBe(say.gone)
    expect(await world.stored('tips')).toEqual([])
  })

  it('that is no longer there is answered with a new one', async () => {
    world.platform.update = () => Promise.reject(new CounselorError('message-gone', 'It was cleared.'))
    const {how, card} = await team.press(say.skip)
    expect(how).toBe('whisper')
    expect(cardText(card)).toContain(say.skipped('Sat, 21 November 2026'))
  })
})

it('the preview becomes what was kept, and has no yes any more', async () => {
  await team.say('send us a tip every Monday at 9')
  const preview = world.platform.sent.at(-1)?.id
  const {how, id, card} = await team.press(say.confirm)
  expect([how, id]).toEqual(['update', preview])
  expect(labelsOf(card)).toEqual([say.manage])
})

it('a last tip that somebody else deleted is deleted all the same', async () => {
  world.platform.update = (message, card) => {
    if (card === undefined) return Promise.reject(new CounselorError('message-gone', 'It was cleared.'))
    world.platform.sent.push({how: 'update', to: message.conversation, card, id: message.id})
    return Promise.resolve()
  }
  const {text, labels} = changed(await team.press(say.takeBack))
  expect(text).toContain(say.takenBack)
  expect(labels).not.toContain(say.takeBack)
})

it('"fewer like this" can be taken back', async () => {
  await team.press(say.fewer)
  expect((await world.stored('tips'))[0]).toMatch(/"fewer":\{"[a-z-]+":1\}/)
  const noted = world.platform.sent.at(-1)?.card
  const [undo] = noted ? buttonsOf(noted) : []
  if (!undo) throw new Error('there is no way back')
  const message = {conversation: team.conversation, id: ''}
  expect(cardText(await team.do({kind: 'press', ...undo, message}))).toBe(say.asBefore)
  expect((await world.stored('tips'))[0]).toMatch(/"fewer":\{"[a-z-]+":0\}/)
})

describe('the language of the tips', () => {
  it('is that of whoever asks, unless another is chosen', async () => {
    const form = await team.openForm(say.another)
    expect(form.inputs.find(({id}) => id === 'language')?.initial).toBe('en')
    const preview = await team.submit(form, {language: 'zh', rhythm: 'daily', time: '11:00'})
    expect(cardText(preview.card)).toContain('The tips are in Chinese.')
    expect(cardText(preview.card)).toMatch(/💡 [^\n]*\p{Script=Han}/u)
    await team.press(say.confirm)
    await world.live(day)
    const chinese = world.tipsAt(team).filter(({card}) => card.language === 'zh')
    expect(chinese).toHaveLength(1)
    expect(cardText(chinese[0]?.card ?? {language: 'zh', blocks: []})).toMatch(/\p{Script=Han}{5}/u)
  })

  it('can be changed later', async () => {
    await team.submit(await team.openForm(say.change), {language: 'zh'})
    await team.press(say.confirm)
    await world.live(day)
    expect(world.tipsAt(team).at(-1)?.card.language).toBe('zh')
  })

  it('is Chinese for who asks in Chinese, and every tip is', async () => {
    const own = world.platform.talk({}, 'U-wei')
    await own.say('每天9点发小贴士')
    await own.press(phrases.zh.confirm)
    await world.live(10 * day)
    const tips = world.tipsAt(own)
    expect(tips).toHaveLength(10)
    for (const {card} of tips) expect(cardText(card)).toMatch(/💡 [^\n]*\p{Script=Han}/u)
  })
})
