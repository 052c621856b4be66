// Wire test on our own fake of Slack: the traps that we know of in Bolt and in Slack, each told as a sentence.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {readFileSync} from 'node:fs'
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals'
import {phrases} from '../../src/answers/phrases.ts'
import type {FakeHouse} from './slack-house.ts'
import {closeGuarded, openWithFake} from './slack-house.ts'
import * as payloads from './slack-payloads.ts'
import {post} from './slack-post.ts'
import {type Json, readable} from './slack-shapes.ts'
import {question} from './slack-stories.ts'

const ann = 'U0ANN'
let at: FakeHouse
let channels = 0

beforeAll(async () => {
  at = await openWithFake()
}, 60_000)

afterAll(() => at?.stop(), 60_000)

function newChannel(): string {
  channels += 1
  return `C0TRAP${channels}`
}

/** A `/ospo` command as its form, and how often it was answered so far. */
function command(typed: string): {readonly body: string; readonly answers: () => number} {
  const path = `/response_url/${newChannel()}`
  const body = payloads.commandForm(at.home, {user: ann, channel: newChannel()}, typed, `${at.fake.origin}${path}`)
  return {body, answers: () => at.fake.called('response_url').filter(({args}) => args['path'] === path).length}
}

describe('what Bolt would answer with an error', () => {
  it.each([
    'application/x-www-form-urlencoded; charset=UTF-8',
    'application/x-www-form-urlencoded;charset=utf-8',
    'Application/X-WWW-Form-Urlencoded',
  ])('a form post of the type “%s” is a command like any other, where Bolt answers 400', async type => {
    const {body, answers} = command('help')
    const taken = await post(at.house.endpoint, body, {type})
    expect(taken.status).toBe(200)
    expect(readable((JSON.parse(taken.body) as {blocks: Json[]}).blocks)).toContain(phrases.en.help)
    expect(answers()).toBe(0)
  })

  it('a command that nobody knows is acknowledged at once, where Bolt answers 404 after three seconds', async () => {
    const body = command('help').body.replace('%2Fospo', '%2Fnobodys')
    const begun = performance.now()
    expect((await post(at.house.endpoint, body)).status).toBe(200)
    expect(performance.now() - begun).toBeLessThan(1_000)
  })

  it('an interaction that nobody knows is acknowledged at once', async () => {
    for (const type of ['view_closed', 'shortcut', 'block_suggestion', 'something_new']) {
      const payload = {type, user: {id: ann}, team: {id: at.home.team}, trigger_id: `1.${type}`}
      expect((await post(at.house.endpoint, payloads.interactionForm(payload))).status).toBe(200)
    }
  })

  it('a slow answer does not keep the acknowledgement waiting, which Slack wants within three seconds', async () => {
    const channel = newChannel()
    at.fake.fail('chat.postMessage', {kind: 'late', accepted: true, ms: 2_500}, {channel})
    const begun = performance.now()
    await at.mention(ann, channel, question)
    expect(performance.now() - begun).toBeLessThan(2_000)
    await at.fake.until('the answer', () => at.workspace.posted.some(each => each.channel === channel))
  })
})

describe('a body that is signed and wrong, as the `null` that Bolt 5.1 turns into a rejection that nobody handles', () => {
  it.each([
    ['null', 'null'],
    ['a number', '1'],
    ['a text', '"event_callback"'],
    ['a list', '[{"type":"event_callback"}]'],
    ['an empty object', '{}'],
    ['an event that is null', '{"type":"event_callback","event":null}'],
    ['an event without a type', '{"type":"event_callback","event":{}}'],
    ['no JSON', '{"type":'],
    ['nothing', ''],
    ['a payload that is null', 'payload=null'],
    ['a payload that is no JSON', 'payload={'],
    ['two payloads', 'payload={}&payload={}'],
  ])('%s is a 400, as JSON and as a form', async (_, body) => {
    for (const type of ['application/json', 'application/x-www-form-urlencoded', 'text/plain']) {
      expect((await post(at.house.endpoint, body, {type})).status).toBe(400)
    }
  })

  it('after all of that, questions are still answered', async () => {
    const channel = newChannel()
    await at.mention(ann, channel, question)
    await at.fake.until('the answer', () => at.workspace.posted.some(each => each.channel === channel))
  })
})

describe('the check of the certificate (ssl_check)', () => {
  it('without a signature is refused, and reaches no listener as in Bolt up to 4.7.1', async () => {
    const {body, answers} = command('help')
    const headers = {'x-slack-signature': undefined}
    expect((await post(at.house.endpoint, `ssl_check=1&${body}`, {headers})).status).toBe(401)
    expect((await post(at.house.endpoint, command('help').body)).body).toContain('ephemeral')
    expect(answers()).toBe(0)
  })

  it('with a signature is acknowledged, and asks nothing', async () => {
    const {body, answers} = command('help')
    expect((await post(at.house.endpoint, 'ssl_check=1&token=x')).status).toBe(200)
    expect(await post(at.house.endpoint, `ssl_check=1&${body}`)).toEqual({status: 200, body: ''})
    expect(answers()).toBe(0)
  })
})

it('the address is verified with the challenge, only where Slack signed it', async () => {
  const body = JSON.stringify({token: 'x', challenge: 'a <b>challenge</b>', type: 'url_verification'})
  expect(JSON.parse((await post(at.house.endpoint, body)).body)).toEqual({challenge: 'a <b>challenge</b>'})
  expect(await post(at.house.endpoint, body, {headers: {'x-slack-signature': 'v0=00'}})).toEqual({
    status: 401,
    body: '',
  })
})

it('Bolt has no listener for each thing that can happen, since every one costs time on every request', () => {
  const file = new URL('../../adapters/slack/slack-platform.ts', import.meta.url)
  const source = readFileSync(file, 'utf8')
  expect(source.match(/\.(?:event|message|command|action|view|shortcut|options|assistant|function)\('/g)).toBeNull()
})

describe('stopping', () => {
  it('waits for the answer that is under way, which stop() of Bolt does not', async () => {
    const own = await openWithFake()
    own.fake.fail('chat.postMessage', {kind: 'late', accepted: true, ms: 600})
    await own.mention(ann, 'C0LAST', question)
    await own.fake.until('the call', () => own.fake.called('chat.postMessage').length === 1)
    const begun = performance.now()
    await own.house.stop()
    expect(performance.now() - begun).toBeGreaterThan(400)
    expect(own.house.record.messages('error')).toEqual([])
    expect(own.house.record.messages('warn')).toEqual([])
    await closeGuarded(own.fake)
  }, 20_000)

  it('refuses what comes meanwhile, so that Slack sends it again to the next process', async () => {
    const own = await openWithFake()
    own.fake.fail('chat.postMessage', {kind: 'late', accepted: true, ms: 600})
    await own.mention(ann, 'C0LAST', question)
    await own.fake.until('the call', () => own.fake.called('chat.postMessage').length === 1)
    const stopped = own.house.stop()
    expect((await own.mention(ann, 'C0LATE', question)).status).toBe(503)
    await stopped
    expect(own.workspace.posted.map(({channel}) => channel)).toEqual(['C0LAST'])
    await closeGuarded(own.fake)
  }, 20_000)

  it('has an end, whatever hangs', async () => {
    const own = await openWithFake({drainMs: 300, limits: {attemptMs: 60_000}})
    own.fake.fail('chat.postMessage', {kind: 'hang', accepted: false})
    await own.mention(ann, 'C0HANG', question)
    await own.fake.until('the call', () => own.fake.called('chat.postMessage').length === 1)
    const begun = performance.now()
    await own.house.stop()
    expect(performance.now() - begun).toBeLessThan(6_000)
    expect(own.house.record.messages('warn')).toContain('Slack was not waited for any longer')
    await closeGuarded(own.fake)
  }, 20_000)
})
