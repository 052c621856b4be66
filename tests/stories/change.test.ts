// Story: an organisation adds its own knowledge, changes it while people ask, and old buttons stay polite.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {rmSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals'
import {phrases} from '../../src/answers/phrases.ts'
import {cardText} from '../../src/chat/card-text.ts'
import {Library} from '../../src/knowledge/library.ts'
import {labelsOf} from '../doubles/card-parts.ts'
import {front, knowledgeFolderOf, passageText} from '../doubles/knowledge-files.ts'
import type {World} from '../doubles/world.ts'
import {knowledgeFolder, openWorld} from '../doubles/world.ts'

const ourOffice = (text: string) => front + passageText('what-is-an-ospo', {title: 'What is an OSPO?', body: text})
const canteen =
  front + passageText('canteen-code', {title: 'The canteen plan', asks: ['where is the canteen plan kept']})

const folder = knowledgeFolderOf({'office.md': ourOffice('At Example Corp, the OSPO sits on floor three.')})
let world: World

beforeAll(async () => {
  world = await openWorld({library: await Library.open({own: knowledgeFolder, overlays: [folder.path]})})
})

afterAll(() => folder.remove())

describe('an overlay', () => {
  it('replaces a passage of ours by its id', async () => {
    const text = await world.platform.talk().read('What is an OSPO?')
    expect(text).toContain('At Example Corp, the OSPO sits on floor three.')
    expect(text).not.toContain('centre of expertise')
  })

  it('leaves all other passages as they are', async () => {
    expect(await world.platform.talk().read('What is the OSPO flower?')).toContain('flower')
    expect(world.library.knowledge.passages.size).toBeGreaterThan(100)
  })
})

describe('a change on disk', () => {
  it('is unseen until the next look, and then at once', async () => {
    folder.write('canteen.md', canteen)
    expect(world.counselor.answer('where is the canteen plan kept').decision).not.toBe('answer')
    expect(await world.library.refresh()).toBe(true)
    expect(await world.platform.talk().read('where is the canteen plan kept')).toContain('The canteen plan')
    expect(world.counselor.suggest('canteen')).toContainEqual({label: 'The canteen plan', ask: 'The canteen plan'})
  })

  it('mends a passage without a word being said twice', async () => {
    folder.write('office.md', ourOffice('At Example Corp, the OSPO has moved to floor nine.'))
    await world.library.refresh()
    const text = await world.platform.talk().read('What is an OSPO?')
    expect(text).toContain('floor nine')
    expect(text).not.toContain('floor three')
  })

  it('that breaks a file leaves that file out, and all else answers', async () => {
    folder.write('office.md', 'no front matter at all')
    await world.library.refresh()
    expect(world.library.knowledge.faults.map(fault => fault.problem)).toContain('no front matter')
    expect(await world.platform.talk().read('What is an OSPO?')).toContain('centre of expertise')
    expect(await world.platform.talk().read('where is the canteen plan kept')).toContain('The canteen plan')
  })
})

describe('an old button', () => {
  const say = phrases.en

  it('whose passage is gone says so, and asks to ask again', async () => {
    folder.write(
      'canteen.md',
      `${canteen}${passageText('canteen-menu', {meta: 'related: [canteen-code]\nasks: {en: [canteen menu of the week]}'})}`,
    )
    await world.library.refresh()
    const talk = world.platform.talk()
    const card = await talk.say('canteen menu of the week')
    expect(labelsOf(card)).toContain('The canteen plan')
    rmSync(join(folder.path, 'canteen.md'))
    await world.library.refresh()
    expect(cardText((await talk.press('The canteen plan')).card)).toBe(say.gone)
  })

  it('to rate a passage that is gone still counts', async () => {
    const before = (await world.stored('rating')).length
    const talk = world.platform.talk()
    await talk.say('What is the OSPO flower?')
    const {message, button} = talk.find('👍')
    const value = button.value.replace('ospo-flower', 'gone-since')
    await world.platform.deliver(talk.activity({kind: 'press', action: button.action, value, message}))
    expect((await world.stored('rating')).length).toBe(before + 1)
  })

  it.each([
    ['answers.read', ''],
    ['answers.read', 'x'],
    ['answers.read', 'a b c d e f'],
    ['answers.read-all', '- no-such-passage en'],
    ['answers.chapter', 'no-such-chapter en'],
  ])('%s with the value "%s" is met politely', async (action, value) => {
    const talk = world.platform.talk()
    const card = await talk.do({kind: 'press', action, value, message: {conversation: talk.conversation, id: 'm0'}})
    expect(cardText(card)).toBe(say.gone)
  })

  it('that leads to a topic which is not covered does not read it as an answer', async () => {
    const talk = world.platform.talk()
    const topic = [...world.library.knowledge.passages.values()].find(passage => passage.kind === 'coverage')
    const press = {kind: 'press', action: 'answers.read', value: `- ${topic?.id} en`} as const
    expect(cardText(await talk.do({...press, message: {conversation: talk.conversation, id: 'm0'}}))).toBe(say.gone)
  })

  it.each([
    ['answers.rate', 'sideways:x y en'],
    ['answers.gone-action', 'x'],
    ['', ''],
  ])('of the unknown action %s with the value "%s" is left alone', async (action, value) => {
    const talk = world.platform.talk()
    const message = {conversation: talk.conversation, id: 'm0'}
    expect(await world.platform.deliver(talk.activity({kind: 'press', action, value, message}))).toEqual([])
    expect(world.record.messages('error')).toEqual([])
  })
})
