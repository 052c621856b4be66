// Wire test on our own fake of Slack: the places that no peer has, as shortcuts, the messages tab, joins and whispers.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {afterAll, beforeAll, describe, expect, it} from '@jest/globals'
import {phrases} from '../../src/answers/phrases.ts'
import {phrases as checkPhrases} from '../../src/surveys/phrases.ts'
import type {FakeCall} from '../doubles/fake-slack.ts'
import type {FakeHouse} from './slack-house.ts'
import {openWithFake} from './slack-house.ts'
import * as payloads from './slack-payloads.ts'
import {post} from './slack-post.ts'
import {filledIn, type Json, pressable, readable, type SlackView} from './slack-shapes.ts'
import {answered, question} from './slack-stories.ts'

const say = phrases.en
const ann = 'U0ANN'
const admin = 'U0ADMIN'
const general = 'C0GENERAL'
let at: FakeHouse

beforeAll(async () => {
  at = await openWithFake({admins: [admin]})
}, 60_000)

afterAll(() => at?.stop(), 60_000)

function blocksOf(call: FakeCall): Json[] {
  const view = call.args['view'] as {readonly blocks: Json[]} | undefined
  return view?.blocks ?? (call.args['blocks'] as Json[])
}

/** The next call of a method after what has come so far that is as told. */
function nextCall(method: string, like: (call: FakeCall) => boolean = () => true): () => Promise<FakeCall> {
  const before = at.fake.calls.length
  return () =>
    at.fake.until(`a call of ${method}`, () =>
      at.fake.calls.slice(before).find(call => call.method === method && like(call)),
    )
}

function interact(payload: Json) {
  return post(at.house.endpoint, payloads.interactionForm(payload))
}

/** Somebody opens the Home tab; gives the view as Slack would keep it. */
async function openHome(user: string): Promise<Json & SlackView> {
  const published = nextCall('views.publish', ({args}) => args['user_id'] === user)
  await at.event(payloads.homeOpened({user, channel: `D${user}`}, 'home'))
  return {...((await published()).args['view'] as SlackView), id: `VHOME${user}`}
}

function buttonAt(blocks: readonly Json[], label: string) {
  const action = pressable(blocks).get(label)
  if (!action) throw new Error(`no button ${label} among ${[...pressable(blocks).keys()].join(', ')}`)
  return action
}

/** Somebody presses a button in a window; gives what stands in it then. */
async function pressInWindow(view: Json & SlackView, label: string): Promise<Json & SlackView> {
  const updated = nextCall('views.update', ({args}) => args['view_id'] === view.id)
  await interact(payloads.pressAtHome(at.home, ann, buttonAt(view.blocks, label), view))
  return {...((await updated()).args['view'] as SlackView), id: view.id}
}

describe('on our own fake, the shortcut “Ask the counselor about this message”', () => {
  it('answers the one who used it, about what the message says', async () => {
    const told = nextCall('response_url')
    const deed = {user: ann, channel: general}
    await interact(payloads.messageShortcut(at.home, deed, question, `${at.fake.origin}/response_url/1`))
    const {args} = await told()
    expect(args).toMatchObject({response_type: 'ephemeral', replace_original: false})
    expect(readable(args['blocks'] as Json[])).toMatch(answered)
  })
})

describe('on our own fake, the messages tab of the app', () => {
  it('offers questions when it is opened', async () => {
    const offered = nextCall('assistant.threads.setSuggestedPrompts')
    await at.event(payloads.homeOpened({user: ann, channel: `D${ann}`}, 'messages'))
    const {args} = await offered()
    expect(args['channel_id']).toBe(`D${ann}`)
    const prompts = args['prompts'] as {readonly title: string; readonly message: string}[]
    expect(prompts.map(({message}) => message)).toEqual(say.examples.slice(0, 4))
    for (const {title} of prompts) expect(title).not.toBe('')
  })

  it('shows a status while it looks, and takes it away', async () => {
    const before = at.fake.calls.length
    await at.event(payloads.directMessage({user: ann, channel: `D${ann}`}, question))
    const statuses = () => at.fake.calls.slice(before).filter(({method}) => method === 'assistant.threads.setStatus')
    await at.fake.until('both statuses', () => statuses().length === 2)
    expect(statuses().map(({args}) => args['status'] !== '')).toEqual([true, false])
    expect(at.fake.calls.slice(before).map(({method}) => method)).toContain('chat.postMessage')
  })

  it('names a thread after its first question, once', async () => {
    const titled = nextCall('assistant.threads.setTitle')
    const inThread = (text: string) =>
      at.event({...payloads.directMessage({user: ann, channel: `D${ann}`}, text), thread_ts: '1700000000.000001'})
    await inThread('What is the OSPO flower?')
    expect((await titled()).args).toMatchObject({thread_ts: '1700000000.000001', title: 'What is the OSPO flower?'})
    await inThread('and in the public sector?')
    const below = () => at.workspace.posted.filter(({args}) => args['thread_ts'] === '1700000000.000001')
    await at.fake.until('two answers in the thread', () => below().length === 2)
    expect(at.fake.called('assistant.threads.setTitle')).toHaveLength(1)
  })
})

describe('on our own fake, channels', () => {
  it('are greeted when the bot is invited, and not when anybody else comes', async () => {
    const greeted = nextCall('chat.postMessage', ({args}) => args['channel'] === 'C0NEW')
    await at.event(payloads.memberJoined(at.home, {user: 'U0BEN', channel: 'C0OTHER'}, ann))
    await at.event(payloads.memberJoined(at.home, {user: at.home.bot, channel: 'C0NEW'}, ann))
    expect(readable(blocksOf(await greeted()))).toContain(say.hello)
    expect(at.workspace.posted.filter(({channel}) => channel === 'C0OTHER')).toEqual([])
  })
})

describe('on our own fake, a message that one person sees', () => {
  it('is rated in place, by the address that came with the press, since Slack changes it in no other way', async () => {
    const url = `${at.fake.origin}/response_url/command`
    const form = payloads.commandForm(at.home, {user: ann, channel: general}, question, url)
    const whispered = JSON.parse((await post(at.house.endpoint, form)).body) as {readonly blocks: Json[]}
    const action = buttonAt(whispered.blocks, '👍')
    const replaced = nextCall('response_url')
    const press = {action, ts: '1700000001.000001', responseUrl: `${at.fake.origin}/response_url/press`}
    await interact(payloads.pressOnWhisper(at.home, {user: ann, channel: general}, press))
    const {args} = await replaced()
    expect(args['replace_original']).toBe(true)
    expect(readable(args['blocks'] as Json[])).toContain('👍 Thank you')
    expect(at.fake.called('chat.update')).toEqual([])
  })

  it('finds the asker in private where the channel does not let us in', async () => {
    at.fake.fail('response_url', {kind: 'status', status: 404})
    at.fake.fail('chat.postEphemeral', {kind: 'error', error: 'channel_not_found'})
    const told = nextCall('chat.postMessage')
    const url = `${at.fake.origin}/response_url/gone`
    await interact(payloads.messageShortcut(at.home, {user: ann, channel: 'C0SECRET'}, question, url))
    expect((await told()).args['channel']).toBe(`D${ann}`)
  })
})

describe('on our own fake, the Home tab', () => {
  it('shows those who run the workspace what was asked, and others not', async () => {
    expect(readable((await openHome(admin)).blocks)).toContain(say.home.admin)
    expect(readable((await openHome(ann)).blocks)).not.toContain(say.home.admin)
  })

  it('asks in a form, and answers where the person is', async () => {
    const home = await openHome(ann)
    const opened = nextCall('views.open')
    await interact(payloads.pressAtHome(at.home, ann, buttonAt(home.blocks, say.home.ask), home))
    const view = {...((await opened()).args['view'] as SlackView), id: 'VFORM'}
    const before = at.fake.calls.length
    const values = filledIn(view, {[say.home.yourQuestion]: question})
    const taken = await interact(payloads.submission(at.home, ann, view, values))
    expect(taken.status).toBe(200)
    const shown = await at.fake.until('the answer', () =>
      at.fake.calls.slice(before).find(call => /^(?:views|chat)\./.test(call.method)),
    )
    expect(readable(blocksOf(shown))).toMatch(answered)
  })

  it('an example opens in a window above it', async () => {
    const home = await openHome(ann)
    const opened = nextCall('views.open')
    await interact(payloads.pressAtHome(at.home, ann, buttonAt(home.blocks, 'What is an OSPO?'), home))
    const call = await opened()
    expect(readable(blocksOf(call))).toMatch(answered)
    expect((call.args['view'] as SlackView).type).toBe('modal')
  })

  it('browses in one window, from a chapter back to all of them and to a topic', async () => {
    const home = await openHome(ann)
    const [chapter = ''] = [...pressable(home.blocks)].find(([, {action_id}]) => /chapter/.test(action_id)) ?? []
    const opened = nextCall('views.open')
    await interact(payloads.pressAtHome(at.home, ann, buttonAt(home.blocks, chapter), home))
    const window = {...((await opened()).args['view'] as SlackView), id: 'VWINDOW'}
    expect(readable(window.blocks).startsWith(chapter)).toBe(true)
    const [topic = ''] = pressable(window.blocks).keys()
    const all = await pressInWindow(window, say.backToTopics)
    expect(readable(all.blocks)).toContain(say.topicsHint)
    const passage = await pressInWindow(await pressInWindow(all, chapter), topic)
    expect(readable(passage.blocks).startsWith(topic)).toBe(true)
  })

  it('takes a check in one window, which ends with the result', async () => {
    const home = await openHome(ann)
    const opened = nextCall('views.open')
    await interact(payloads.pressAtHome(at.home, ann, buttonAt(home.blocks, 'How ready are we?'), home))
    let window: Json & SlackView = {...((await opened()).args['view'] as SlackView), id: 'VCHECK'}
    expect(readable(window.blocks)).toContain('1/11')
    for (let i = 0; i < 11; i += 1) {
      const [, second = ''] = pressable(window.blocks).keys()
      window = await pressInWindow(window, second)
    }
    expect(readable(window.blocks)).toContain('Usage: 33 of 100')
    const pushed = nextCall('views.push')
    await interact(payloads.pressAtHome(at.home, ann, buttonAt(window.blocks, checkPhrases.en.share), window))
    expect(readable(((await pushed()).args['view'] as SlackView).blocks ?? [])).toContain('Stage: Ad hoc')
  })

  it('gives admins the missed questions as a file that a spreadsheet does not run, and others a no', async () => {
    const home = await openHome(admin)
    const sent = nextCall('upload')
    await interact(payloads.pressAtHome(at.home, admin, buttonAt(home.blocks, say.home.export), home))
    expect(String((await sent()).args['content'])).toMatch(/question,times,nearest passage/)
    const done = await at.fake.until('the file', () => at.fake.called('files.completeUploadExternal')[0])
    expect(done.args['channel_id']).toBe(`D${admin}`)
    const own = nextCall('chat.postMessage')
    await interact(payloads.pressAtHome(at.home, admin, buttonAt(home.blocks, say.data.show), home))
    expect(readable(blocksOf(await own()))).toContain(say.data.nothing)
    const refused = nextCall('views.open')
    await interact(payloads.pressAtHome(at.home, ann, buttonAt(home.blocks, say.home.export), home))
    expect(readable(blocksOf(await refused()))).toContain(say.leadsOnly)
  })
})
