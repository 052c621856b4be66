// Story: a person's own page, sharing an answer, being forgotten, and what admins see.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeEach, describe, expect, it} from '@jest/globals'
import {phrases} from '../../src/answers/phrases.ts'
import {cardText} from '../../src/chat/card-text.ts'
import type {Conversation} from '../../src/chat/conversation.ts'
import {Library} from '../../src/knowledge/library.ts'
import {labelsOf} from '../doubles/card-parts.ts'
import {front, knowledgeFolderOf, passageText} from '../doubles/knowledge-files.ts'
import type {Talk} from '../doubles/talk.ts'
import type {World} from '../doubles/world.ts'
import {knowledgeFolder, openWorld} from '../doubles/world.ts'

const say = phrases.en
const missed = 'asdf qwertz zxcvb?'

let world: World

beforeEach(async () => {
  world = await openWorld()
})

function home(who = 'U-ada-lovelace'): Talk {
  return world.platform.talk({scope: 'home', id: `home-${who}`}, who)
}

async function page(who = 'U-ada-lovelace'): Promise<string> {
  return cardText(await home(who).do({kind: 'opened'}), {buttons: true})
}

async function miss(who: string, question = missed): Promise<Talk> {
  const talk = world.platform.talk({}, who)
  await talk.say(question)
  return talk
}

describe('the page', () => {
  it('offers to ask, to browse and to be forgotten', async () => {
    const text = await page()
    expect(text).toContain(`[${say.home.ask}]`)
    expect(text).toContain('[Introduction to Open Source Program Offices]')
    expect(text).toContain(`[${say.home.forget}]`)
  })

  it('has all in its order: to ask, examples, what else there is, chapters, what is fresh, and settings', async () => {
    const card = await home().do({kind: 'opened'})
    const headings = card.blocks.flatMap(block => (block.kind === 'heading' ? [block.text] : []))
    expect(headings).toEqual([say.home.title, 'Where do we stand?', say.home.browse, say.home.settings])
    const rows = card.blocks.flatMap(block => (block.kind === 'buttons' ? [block] : []))
    expect(rows[0]?.buttons).toEqual([expect.objectContaining({label: say.home.ask, style: 'primary', opens: 'form'})])
    expect(rows[1]).toMatchObject({label: say.tryAsking, buttons: say.examples.map(label => ({label, value: label}))})
    expect(rows.at(-1)?.buttons.map(({label}) => label)).toEqual([say.data.show, say.home.forget])
    const chapters = card.blocks.slice(card.blocks.findIndex(b => b.kind === 'heading' && b.text === say.home.browse))
    expect(chapters.map(({kind}) => kind)).toEqual(['heading', 'buttons', 'buttons', 'heading', 'buttons'])
  })

  it('names the passages that were reviewed last, an organisation’s own before equals, and no topic without answer', async () => {
    const overlay = knowledgeFolderOf({
      'a.md': `${front.replace(/reviewed: .*/, 'reviewed: 2099-01-01')}${passageText('newest', {title: 'The newest'})}`,
      'b.md': `${front.replace(/reviewed: .*/, 'reviewed: 2026-11-20')}${passageText('own', {title: 'Our own'})}`,
      'c.md': `${front.replace('kind: chapter', 'kind: coverage').replace(/reviewed: .*/, 'reviewed: 2099-01-02')}${passageText('no', {title: 'Not this'})}`,
    })
    const library = await Library.open({own: knowledgeFolder, overlays: [overlay.path]})
    overlay.remove()
    world = await openWorld({library})
    const card = await home().do({kind: 'opened'})
    const fresh = card.blocks.find(block => block.kind === 'buttons' && block.label === say.home.fresh)
    const labels = fresh?.kind === 'buttons' ? fresh.buttons.map(({label}) => label) : []
    expect(labels).toHaveLength(3)
    expect(labels[0]).toBe('The newest')
    expect(labels).toContain('Our own')
    expect(labels).not.toContain('Not this')
  })

  it.each([
    ['home', 'en'],
    ['My page.', 'en'],
    ['settings', 'en'],
    ['主页', 'zh'],
  ] as const)('comes to whoever says "%s"', async (words, language) => {
    const card = await world.platform.talk().say(words)
    expect(cardText(card)).toContain(phrases[language].home.title)
    expect(card.language).toBe(language)
  })

  it('comes by a command, too', async () => {
    for (const name of ['home', 'settings']) {
      expect(cardText(await world.platform.talk().command(name))).toContain(say.home.title)
    }
    expect(cardText(await world.platform.talk().command('ask', 'home'))).toContain(say.home.title)
  })

  it('is for one pair of eyes, also where somebody asks for it among others', async () => {
    world.platform.admins.add('U-ada-lovelace')
    const talk = world.platform.talk({scope: 'channel'}, 'U-ada-lovelace')
    const [sent] = await world.platform.deliver(talk.activity({kind: 'message', text: 'home', addressed: true}))
    expect(sent && cardText(sent.card)).toContain(say.home.admin)
    expect({how: sent?.how, person: sent?.person}).toEqual({how: 'whisper', person: talk.person})
  })

  it('does not come for a question that holds the word', async () => {
    expect(cardText(await world.platform.talk().say('Where is the home of our open source policy?'))).not.toContain(
      say.home.title,
    )
  })

  it('answers a question from its form', async () => {
    const talk = home()
    await talk.do({kind: 'opened'})
    const form = await talk.openForm(say.home.ask)
    const answer = await talk.submit(form, {question: 'What is an OSPO?'})
    expect(cardText(answer.card)).toContain('What is an OSPO?')
  })

  it('shows numbers to admins only', async () => {
    await miss('U1')
    expect(await page()).not.toContain(say.home.admin)
    world.platform.admins.add('U-ada-lovelace')
    expect(await page()).toContain(say.home.week('2026-11-16', 1, 0))
  })
})

describe('missed questions', () => {
  beforeEach(() => {
    world.platform.admins.add('U-ada-lovelace')
  })

  it('of fewer than three people stay hidden', async () => {
    await miss('U1')
    await miss('U1', `${missed} again`)
    await miss('U2')
    expect(await page()).toContain(say.home.noGaps)
  })

  it('of three people are shown, without the people', async () => {
    for (const who of ['U1', 'U2', 'U3']) await miss(who)
    const text = await page()
    expect(text).toContain(say.home.gap(missed, 3))
    expect(text).not.toMatch(/U1|U2|U3/)
  })

  it('of one person are shown when that person agrees', async () => {
    const talk = await miss('U1')
    await talk.press(say.agree)
    expect(await page()).toContain(say.home.gap(missed, 1))
  })

  it('of one person are not shown because somebody else agrees', async () => {
    const talk = await miss('U1')
    const {button, message} = talk.find(say.agree)
    const other = world.platform.talk(talk.conversation, 'U-mallory')
    const card = await other.do({kind: 'press', ...button, message})
    expect(cardText(card)).toBe(say.askerOnly)
    expect((await world.stored('missed')).join()).not.toContain('"shared":true')
  })

  it('are exported to admins as a table that no spreadsheet runs', async () => {
    const talk = await miss('U1', '=HYPERLINK qwertz zxcvb')
    await talk.press(say.agree)
    const own = home()
    await own.do({kind: 'opened'})
    const {button, message} = own.find(say.home.export)
    await world.platform.deliver(own.activity({kind: 'press', ...button, message}))
    const file = world.platform.sent.at(-1)?.card.blocks.find(block => block.kind === 'file')
    expect(file).toMatchObject({name: 'missed-questions.csv', type: 'text/csv'})
    const [head, row, ...more] = (file?.kind === 'file' ? file.text : '').split('\r\n')
    expect(head).toBe('question,times,nearest passage')
    expect(row).toMatch(/^'=HYPERLINK qwertz zxcvb,1,[a-z-]*$/)
    expect(more.join('')).toBe('')
  })

  it('are not exported to others, whatever button they send', async () => {
    const other = home('U-mallory')
    const message = {conversation: other.conversation, id: 'm1'}
    const card = await other.do({kind: 'press', action: 'answers.export', value: 'en', message})
    expect(cardText(card)).toBe(say.leadsOnly)
  })

  it('of another tenant are never seen', async () => {
    for (const who of ['U1', 'U2', 'U3']) await miss(who)
    const elsewhere = world.platform.talk({scope: 'home', tenant: 'T2'}, 'U-ada-lovelace')
    expect(cardText(await elsewhere.do({kind: 'opened'}))).not.toContain(missed)
  })
})

describe('a command in a channel', () => {
  const channel: Partial<Conversation> = {scope: 'channel', id: 'C-general'}

  it('is answered to the asker only', async () => {
    const talk = world.platform.talk(channel)
    await talk.command('ask', 'What is an OSPO?')
    expect(world.platform.sent.map(({how}) => how)).toEqual(['whisper'])
  })

  it('can be shared with everybody', async () => {
    const talk = world.platform.talk(channel)
    const card = await talk.command('ask', 'What is an OSPO?')
    expect(labelsOf(card)).toContain(say.share)
    const button = card.blocks
      .flatMap(block => (block.kind === 'buttons' ? block.buttons : []))
      .find(each => each.label === say.share)
    const message = {conversation: talk.conversation, id: 'whispered'}
    const shared = await talk.do({kind: 'press', action: button?.action ?? '', value: button?.value ?? '', message})
    expect(world.platform.sent.at(-1)?.how).toBe('send')
    expect(labelsOf(shared)).not.toContain(say.share)
  })
})

describe('a question in a channel', () => {
  const channel: Partial<Conversation> = {scope: 'channel', id: 'C-general'}

  it('that was asked aloud is rated quietly, and its card stays as it is for the others', async () => {
    const talk = world.platform.talk({...channel, thread: 'th1'})
    const card = await talk.say('What is an OSPO?')
    const thumb = card.blocks.find(block => block.kind === 'feedback')
    const value = thumb?.kind === 'feedback' ? `up:${thumb.value}` : ''
    const thanks = await talk.do({
      kind: 'press',
      action: 'answers.rate',
      value,
      message: talk.find(say.askAPerson).message,
    })
    expect(cardText(thanks)).toBe(say.rated)
    expect(world.platform.sent.map(({how}) => how)).toEqual(['send', 'whisper'])
    expect(await world.stored('rating')).toHaveLength(1)
  })

  it('that was whispered is no context for the questions of others', async () => {
    const ada = world.platform.talk(channel, 'U-ada')
    const grace = world.platform.talk(channel, 'U-grace')
    await ada.command('ask', 'How is an OSPO usually organised in a company?')
    const alone = cardText(
      await world.platform.talk({id: 'C-other', scope: 'channel'}, 'U-x').command('ask', 'and in government?'),
      {buttons: true},
    )
    expect(cardText(await grace.command('ask', 'and in government?'), {buttons: true})).toBe(alone)
  })
})

describe('a thread', () => {
  const thread: Partial<Conversation> = {scope: 'channel', id: 'C-general', thread: 'th1'}

  it('that we answered in is followed without our name', async () => {
    const talk = world.platform.talk(thread)
    await talk.say('How is an OSPO usually organised in a company?')
    const card = await talk.do({kind: 'message', text: 'and in government?', addressed: false})
    expect(labelsOf(card).join() + cardText(card)).toMatch(/public sector/)
  })

  it('without us is left alone', async () => {
    const talk = world.platform.talk(thread)
    expect(
      await world.platform.deliver(talk.activity({kind: 'message', text: 'What is an OSPO?', addressed: false})),
    ).toEqual([])
  })
})

describe('forget me', () => {
  it('deletes ratings, conversations and missed questions, and says so', async () => {
    const talk = world.platform.talk({}, 'U-grace')
    await talk.say('What is an OSPO?')
    await talk.press(say.askAPerson)
    const {value} = talk.find(say.askAPerson).button
    const message = talk.find(say.askAPerson).message
    await talk.do({kind: 'press', action: 'answers.rate', value: `up:${value}`, message})
    await talk.say(missed)
    expect(await talk.read('forget me')).toBe(say.data.forgotten(['1 rating', '1 question that I missed']))
    expect(await world.stored('rating')).toEqual([])
    expect(await world.stored('missed')).toEqual([])
    expect(await world.stored('context')).toEqual([])
  })

  it('leaves the records of others alone', async () => {
    await miss('U1')
    const talk = world.platform.talk({}, 'U2')
    expect(await talk.read('Forget me.')).toBe(say.data.nothingToForget)
    expect(await world.stored('missed')).toHaveLength(1)
  })
})
