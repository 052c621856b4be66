// Tests of the event streams of the web chat: replay, Last-Event-ID, changes, clearing, bounds and the orderly end.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {afterEach, describe, expect, test} from '@jest/globals'
import type {WebPlatformOptions} from '../../../adapters/web/web-platform.ts'
import type {ChatEvent} from '../../../adapters/web/wire.ts'
import type {Activity} from '../../../src/chat/activity.ts'
import {buttons} from '../../../src/chat/card.ts'
import type {Conversation} from '../../../src/chat/conversation.ts'
import type {Chat} from './web-client.ts'
import {ask, fromPage, message, post, says, startChat, watch} from './web-client.ts'

const chats: Chat[] = []

async function start(options: Partial<WebPlatformOptions> = {}, receive?: Parameters<typeof startChat>[1]) {
  const chat = await startChat(options, receive)
  chats.push(chat)
  return chat
}

afterEach(async () => {
  await Promise.all(chats.splice(0).map(chat => chat.server.close()))
})

/** A new visitor, of whom the core already knows. */
async function visitor(chat: Chat) {
  const stream = await watch(chat.port)
  await stream.until('done')
  const headers = {cookie: stream.cookie ?? ''}
  const place = chat.came.at(-1)?.conversation as Conversation
  return {stream, headers, place, say: (text: string) => post(chat.port, message(text), headers)}
}

const texts = (events: readonly ChatEvent[]) =>
  events.flatMap(event => {
    if (event.type === 'said') return [`said ${event.text}`]
    const first = 'card' in event ? event.card.blocks[0] : undefined
    if (first?.kind !== 'paragraph' || !('card' in event)) return []
    return [`${event.type} ${first.spans.map(span => span.text).join('')}`]
  })

describe('what a stream tells', () => {
  test('it opens with hello and ready, and announces the visitor once', async () => {
    const chat = await start()
    const {stream, headers} = await visitor(chat)
    const second = await watch(chat.port, headers)
    expect((await second.until('ready')).map(event => event.type)).toEqual(['hello', 'ready'])
    expect(chat.came.map(activity => activity.kind)).toEqual(['joined'])
    stream.close()
    second.close()
  })

  test('the words and the answer come to every tab, then done', async () => {
    const chat = await start()
    const {stream, headers, say} = await visitor(chat)
    const second = await watch(chat.port, headers)
    await second.until('ready')
    const taken = JSON.parse((await say('hi')).body) as {log: string}
    for (const tab of [stream, second]) expect(texts(await tab.until('done'))).toEqual(['said hi', 'message hi'])
    expect(stream.lastId().startsWith(taken.log)).toBe(true)
    stream.close()
    second.close()
  })

  test('one visitor never sees another', async () => {
    const chat = await start()
    const ada = await visitor(chat)
    const eve = await visitor(chat)
    await ada.say('secret')
    await ada.stream.until('done')
    await eve.say('hello')
    expect(texts(await eve.stream.until('done'))).toEqual(['said hello', 'message hello'])
    ada.stream.close()
    eve.stream.close()
  })

  test('a whisper and a change come as such', async () => {
    const chat = await start()
    const {stream, place} = await visitor(chat)
    const sent = await chat.platform.send(place, says('one'))
    await chat.platform.whisper(place, {platform: 'web', tenant: 'local', id: place.id}, says('two'))
    await chat.platform.update(sent, says('three'))
    expect(texts(await stream.until('update'))).toEqual(['message one', 'whisper two', 'update three'])
    stream.close()
  })

  test('a comment keeps an idle stream awake', async () => {
    const chat = await start({heartbeatMs: 20})
    const beats = await fetch(`http://127.0.0.1:${chat.port}/chat/events`)
    const reader = beats.body?.pipeThrough(new TextDecoderStream()).getReader()
    let heard = ''
    while (!heard.includes(': still here')) heard += (await reader?.read())?.value ?? ''
    await reader?.cancel()
  })
})

describe('history', () => {
  test('a new tab gets it all, in order, with the latest cards', async () => {
    const chat = await start()
    const {stream, headers, place, say} = await visitor(chat)
    const sent = await chat.platform.send(place, says('old'))
    await say('hi')
    await stream.until('done')
    await chat.platform.update(sent, says('new'))
    stream.close()
    const later = await watch(chat.port, headers)
    expect(texts(await later.until('ready'))).toEqual(['message new', 'said hi', 'message hi'])
    later.close()
  })

  test('after Last-Event-ID only the rest comes, changes of earlier cards included', async () => {
    const chat = await start()
    const {stream, headers, place, say} = await visitor(chat)
    const sent = await chat.platform.send(place, says('old'))
    await say('hi')
    await stream.until('done')
    stream.close()
    await chat.platform.update(sent, says('new'))
    await chat.platform.send(place, says('tip'))
    const later = await watch(chat.port, {...headers, 'last-event-id': stream.lastId()})
    expect(texts(await later.until('ready'))).toEqual(['update new', 'message tip'])
    const third = await watch(chat.port, {...headers, 'last-event-id': later.lastId()})
    expect(texts(await third.until('ready'))).toEqual([])
    later.close()
    third.close()
  })

  test.each(['nonsense', 'other-log/3', '/', ''])('Last-Event-ID "%s" gives it all', async id => {
    const chat = await start()
    const {stream, headers, place} = await visitor(chat)
    await chat.platform.send(place, says('one'))
    const later = await watch(chat.port, {...headers, 'last-event-id': id})
    expect(texts(await later.until('ready'))).toEqual(['message one'])
    stream.close()
    later.close()
  })

  test('what was sent while nobody watched is kept', async () => {
    const chat = await start()
    const {stream, headers, place} = await visitor(chat)
    stream.close()
    await stream.ended
    await chat.platform.send(place, says('a tip'))
    const later = await watch(chat.port, headers)
    expect(texts(await later.until('ready'))).toEqual(['message a tip'])
    later.close()
  })

  test('the same words posted again stand there once', async () => {
    const chat = await start({}, async () => undefined)
    const {stream, headers} = await visitor(chat)
    const same = message('hi')
    await post(chat.port, same, headers)
    await post(chat.port, same, headers)
    const later = await watch(chat.port, headers)
    expect(texts(await later.until('ready'))).toEqual(['said hi'])
    stream.close()
    later.close()
  })

  test('only the last 200 messages are kept, and a change of an older one is refused', async () => {
    const chat = await start()
    const {stream, headers, place} = await visitor(chat)
    const first = await chat.platform.send(place, says('0'))
    for (let i = 1; i <= 200; i += 1) await chat.platform.send(place, says(`${i}`))
    stream.close()
    const later = await watch(chat.port, headers)
    const kept = texts(await later.until('ready'))
    expect([kept.length, kept[0]]).toEqual([200, 'message 1'])
    await expect(chat.platform.update(first, says('x'))).rejects.toMatchObject({code: 'message-gone'})
    later.close()
  })

  test('long messages are dropped sooner', async () => {
    const chat = await start()
    const {stream, headers, place} = await visitor(chat)
    for (let i = 0; i < 50; i += 1) await chat.platform.send(place, says('x'.repeat(12_000)))
    stream.close()
    const later = await watch(chat.port, headers)
    expect((await later.until('ready')).length).toBeLessThan(40)
    later.close()
  })

  test('beyond 500 conversations the least recently used one goes, never one on a screen', async () => {
    const chat = await start()
    const watched = await visitor(chat)
    await chat.platform.send(watched.place, says('on screen'))
    const idle = {...watched.place, id: 'idle'}
    const sent = await chat.platform.send(idle, says('idle'))
    for (let i = 0; i < 499; i += 1) await chat.platform.send({...idle, id: `${i}`}, says('hi'))
    await expect(chat.platform.update(sent, says('x'))).rejects.toMatchObject({code: 'message-gone'})
    const later = await watch(chat.port, watched.headers)
    expect(texts(await later.until('ready'))).toEqual(['message on screen'])
    watched.stream.close()
    later.close()
  })

  test('clearing erases it, tells every tab, and the visitor is greeted anew', async () => {
    const chat = await start()
    const {stream, headers, say} = await visitor(chat)
    await say('hi')
    await stream.until('done')
    expect((await ask(chat.port, '/chat/history', {method: 'DELETE', headers: {...fromPage, ...headers}})).status).toBe(
      204,
    )
    expect((await stream.until('ready')).map(event => event.type)).toEqual(['hello', 'ready'])
    const later = await watch(chat.port, {...headers, 'last-event-id': stream.lastId()})
    expect(texts(await later.until('ready'))).toEqual([])
    expect(chat.came.map(activity => activity.kind)).toEqual(['joined', 'message', 'joined'])
    stream.close()
    later.close()
  })
})

describe('presses', () => {
  const choice = {language: 'en', blocks: [buttons([{label: 'Budget', action: 'ask', value: 'b'}])]} as const
  const answering = (change: boolean) => async (activity: Activity, platform: Chat['platform']) => {
    if (activity.kind !== 'press') return
    if (change) await platform.update(activity.message, says('changed'))
    else await platform.send(activity.conversation, says('answer'))
  }
  const press = (id: string) => ({...message(''), kind: 'press', action: 'ask', value: 'b', message: id})

  test('a press that brings a new message stands there as its label', async () => {
    const chat = await start({}, answering(false))
    const {stream, headers, place} = await visitor(chat)
    const sent = await chat.platform.send(place, choice)
    await post(chat.port, press(sent.id), headers)
    expect(texts(await stream.until('done'))).toEqual(['said Budget', 'message answer'])
    stream.close()
  })

  test('a press that changes its own card leaves no words', async () => {
    const chat = await start({}, answering(true))
    const {stream, headers, place} = await visitor(chat)
    const sent = await chat.platform.send(place, choice)
    await post(chat.port, press(sent.id), headers)
    await chat.platform.send(place, says('much later'))
    expect(texts(await stream.until('message'))).toEqual([])
    expect(texts(await stream.until('done'))).toEqual(['update changed'])
    expect(texts(await stream.until('message'))).toEqual(['message much later'])
    stream.close()
  })
})

describe('the end', () => {
  test('stop waits for what is running and takes nothing new', async () => {
    let finish: () => void = () => undefined
    const chat = await start({}, async activity => {
      if (activity.kind === 'message') await new Promise<void>(resolve => (finish = resolve))
    })
    const {stream, headers, say} = await visitor(chat)
    await say('slow')
    let stopped = false
    const stopping = chat.platform.stop().then(() => {
      stopped = true
    })
    expect((await say('more')).status).toBe(503)
    expect((await watch(chat.port, headers)).status).toBe(503)
    expect(stopped).toBe(false)
    finish()
    await stopping
    await stream.until('done')
    stream.close()
  })

  test('closing the server ends the streams', async () => {
    const chat = await start()
    const {stream} = await visitor(chat)
    await chat.server.close()
    await stream.ended
  })

  test('one visitor cannot hold more than twelve streams', async () => {
    const chat = await start()
    const {stream, headers} = await visitor(chat)
    const more = await Promise.all(Array.from({length: 11}, () => watch(chat.port, headers)))
    expect((await watch(chat.port, headers)).status).toBe(429)
    for (const each of [stream, ...more]) each.close()
  })
})
