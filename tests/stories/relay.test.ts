// Story: a question goes to the desk with the consent of the asker, and the replies come back.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {afterAll, beforeAll, beforeEach, describe, expect, it} from '@jest/globals'
import {phrases} from '../../src/answers/phrases.ts'
import type {Card} from '../../src/chat/card.ts'
import {cardText} from '../../src/chat/card-text.ts'
import type {Conversation} from '../../src/chat/conversation.ts'
import {Library} from '../../src/knowledge/library.ts'
import {labelsOf} from '../doubles/card-parts.ts'
import {knowledgeFolderOf} from '../doubles/knowledge-files.ts'
import type {Talk} from '../doubles/talk.ts'
import type {World} from '../doubles/world.ts'
import {knowledgeFolder, openWorld} from '../doubles/world.ts'

const say = phrases.en
const overlay = knowledgeFolderOf({'owners.yml': 'legal: {contact: "#ask-legal"}\n'})
const desk: Conversation = {platform: 'recording', tenant: 'T1', id: 'C-legal', scope: 'channel'}
const question = 'Can I use AGPL code in our product?'

let library: Library
let world: World

beforeAll(async () => {
  library = await Library.open({own: knowledgeFolder, overlays: [overlay.path]})
})

beforeEach(async () => {
  world = await openWorld({library})
  world.platform.places.set('#ask-legal', desk)
})

afterAll(() => overlay.remove())

/** What stands at a place, oldest first. */
function at(place: Conversation): Card[] {
  return world.platform.sent.filter(({to, how}) => to.id === place.id && how !== 'update').map(({card}) => card)
}

function textsAt(place: Conversation): string {
  return at(place)
    .map(card => cardText(card))
    .join('\n')
}

const asker: Conversation = {platform: 'recording', tenant: 'T1', id: 'D-U-ada-lovelace', scope: 'personal'}

/** Ada asks and sends her question to the desk. */
async function handOver(): Promise<Talk> {
  const talk = world.platform.talk()
  await talk.say(question)
  const form = await talk.openForm(say.askAPerson)
  await talk.submit(form, {})
  return talk
}

/** Somebody at the desk, in the thread of the question. */
function inThread(): Talk {
  const first = world.platform.sent.find(({to}) => to.id === desk.id)
  return world.platform.talk({...desk, thread: first?.id ?? ''}, 'U-grace-hopper')
}

async function reply(text: string): Promise<void> {
  const thread = inThread()
  await world.platform.deliver(thread.activity({kind: 'message', text, addressed: false}))
}

describe('handing over', () => {
  it('asks for consent first, and names the desk and the place', async () => {
    const talk = world.platform.talk()
    await talk.say(question)
    const form = await talk.openForm(say.askAPerson)
    expect(JSON.stringify(form.prose)).toContain('Legal desk at #ask-legal')
    expect(form.inputs[0]?.initial).toBe(question)
    expect(at(desk)).toHaveLength(0)
  })

  it('brings the question to the desk without the name of the asker', async () => {
    await handOver()
    expect(textsAt(desk)).toContain(question)
    expect(JSON.stringify(at(desk))).not.toContain('ada')
  })

  it('tells the asker that it went out', async () => {
    const talk = await handOver()
    const told = world.platform.sent.find(({how, to}) => how === 'whisper' && to.id === talk.conversation.id)
    expect(told && cardText(told.card)).toBe(say.handOver.sent('Legal desk'))
  })

  it('tells the asker whom to ask where the desk cannot be reached', async () => {
    const talk = world.platform.talk()
    await talk.say(question)
    const form = await talk.openForm(say.askAPerson)
    world.platform.places.clear()
    const sent = await talk.submit(form, {})
    expect(cardText(sent.card)).toContain(say.handOver.notSent)
    expect(cardText(sent.card)).toContain('#ask-legal')
    expect(cardText(sent.card)).toContain(question)
  })
})

describe('replies', () => {
  it('in the thread at the desk come back to the asker', async () => {
    await handOver()
    await reply('Better not, talk to us first.')
    expect(textsAt(asker)).toContain('Better not, talk to us first.')
    expect(textsAt(asker)).toContain(say.handOver.replied('Legal desk'))
  })

  it('by the form at the desk come back too, and all at the desk see them', async () => {
    await handOver()
    const grace = world.platform.talk(desk, 'U-grace-hopper')
    const form = await grace.openForm(say.handOver.askBack)
    const {action, value} = form
    await world.platform.deliver(grace.activity({kind: 'submission', action, value, values: {text: 'Talk to us.'}}))
    expect(textsAt(asker)).toContain('Talk to us.')
    expect(textsAt(inThread().conversation)).toContain('Talk to us.')
  })

  it('that quote the question come back where there are no threads', async () => {
    await handOver()
    const grace = world.platform.talk(desk, 'U-grace-hopper')
    const quotes = inThread().conversation.thread ?? ''
    await world.platform.deliver(grace.activity({kind: 'message', text: 'Ask us.', addressed: true, quotes}))
    expect(textsAt(asker)).toContain('Ask us.')
  })

  it('never become markup', async () => {
    await handOver()
    await reply('<!channel> [click](https://evil.example)')
    const spans = at(asker).flatMap(card => card.blocks.flatMap(block => ('spans' in block ? block.spans : [])))
    expect(spans.every(span => span.kind === 'text')).toBe(true)
  })

  it('of the asker stand in the thread at the desk', async () => {
    await handOver()
    await reply('Which version?')
    const talk = world.platform.talk(asker)
    const form = await talk.openForm(say.handOver.askBack)
    await world.platform.deliver(
      talk.activity({kind: 'submission', action: form.action, value: form.value, values: {text: 'Version 3.'}}),
    )
    expect(textsAt(inThread().conversation)).toContain('Version 3.')
  })

  it('come back as long as anything was said in the last ninety days', async () => {
    await handOver()
    for (const words of ['First.', 'Second.', 'Third.']) {
      await reply(words)
      world.pass(60 * 86_400_000)
    }
    expect(textsAt(asker)).toContain('Third.')
  })

  it('leave nothing behind once the asker is forgotten', async () => {
    const talk = await handOver()
    await reply('Better not.')
    await reply('resolved')
    await talk.say('forget me')
    const left = await world.stored()
    expect(left.filter(line => line.startsWith('hand-over'))).toEqual([])
  })

  it('in other threads are no business of ours', async () => {
    await handOver()
    const other = world.platform.talk({...desk, thread: 'another'}, 'U-grace-hopper')
    expect(await world.platform.deliver(other.activity({kind: 'message', text: 'Lunch?', addressed: false}))).toEqual(
      [],
    )
  })
})

describe('resolving', () => {
  it('closes it on both sides, once', async () => {
    await handOver()
    const grace = world.platform.talk(desk, 'U-grace-hopper')
    await Promise.all([grace.press(say.handOver.resolve), grace.press(say.handOver.resolve)]).catch(() => undefined)
    expect(textsAt(asker).match(new RegExp(say.handOver.closed, 'g'))).toHaveLength(1)
    const shown = world.platform.sent.findLast(({to, how}) => to.id === desk.id && how === 'update')
    expect(shown && cardText(shown.card)).toContain(say.handOver.resolved)
  })

  it('ends the relay', async () => {
    await handOver()
    await world.platform.talk(desk, 'U-grace-hopper').press(say.handOver.resolve)
    await reply('One more thing.')
    expect(textsAt(asker)).not.toContain('One more thing.')
  })

  it('is not for people who have nothing to do with it', async () => {
    await handOver()
    const {button, message} = world.platform.talk(desk).find(say.handOver.resolve)
    const mallory = world.platform.talk({}, 'U-mallory')
    await world.platform.deliver(mallory.activity({kind: 'press', ...button, message}))
    expect(textsAt(asker)).not.toContain(say.handOver.closed)
  })

  it('lets those who run the workspace take a draft passage, and nobody else', async () => {
    await handOver()
    await reply('Ask *us* first.')
    const grace = world.platform.talk(desk, 'U-grace-hopper')
    await grace.press(say.handOver.resolve)
    expect(labelsOf(at(desk)[0] as Card)).toContain(say.handOver.resolve)
    await grace.press(say.handOver.draft)
    const direct: Conversation = {...asker, id: 'D-U-grace-hopper'}
    expect(at(direct)).toHaveLength(0)
    world.platform.admins.add('U-grace-hopper')
    await world.platform.deliver(
      grace.activity({
        kind: 'press',
        ...grace.find(say.handOver.draft).button,
        message: grace.find(say.handOver.draft).message,
      }),
    )
    const file = at(direct)[0]?.blocks.find(block => block.kind === 'file')
    expect(file?.kind === 'file' && file.text).toContain('Ask \\*us\\* first.')
    expect(file?.kind === 'file' && file.text).toContain('status: draft')
  })
})
