// Story: whoever copies a button out of one organisation and sends it in another changes nothing there, and reads nothing.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {afterAll, beforeAll, describe, expect, it} from '@jest/globals'
import {phrases} from '../../src/answers/phrases.ts'
import type {Button} from '../../src/chat/card.ts'
import {cardText} from '../../src/chat/card-text.ts'
import type {Conversation, MessageRef} from '../../src/chat/conversation.ts'
import {Library} from '../../src/knowledge/library.ts'
import {buttonsOf} from '../doubles/card-parts.ts'
import {knowledgeFolderOf} from '../doubles/knowledge-files.ts'
import type {World} from '../doubles/world.ts'
import {knowledgeFolder, openWorld} from '../doubles/world.ts'

const say = phrases.en
const overlay = knowledgeFolderOf({'owners.yml': 'legal: {contact: "#ask-legal"}\n'})
const desk: Conversation = {platform: 'recording', tenant: 'T1', id: 'C-legal', scope: 'channel'}
const secret = 'May we use AGPL code in zanzibar-engine?'

let world: World
beforeAll(async () => {
  world = await openWorld({library: await Library.open({own: knowledgeFolder, overlays: [overlay.path]})})
  world.platform.places.set('#ask-legal', desk)
})
afterAll(() => overlay.remove())

/** All that the first organisation has been shown: answers, a hand-over at both sides, the page of its admins. */
async function lifeInTheFirst(): Promise<{button: Button; message: MessageRef}[]> {
  const talk = world.platform.talk()
  await talk.say(secret)
  await talk.submit(await talk.openForm(say.askAPerson), {})
  await talk.say('qwertz zxcvb plugh')
  world.platform.admins.add('U-ada-lovelace')
  await world.platform.talk({scope: 'home', id: 'home'}).do({kind: 'opened'})
  return world.platform.sent.flatMap(({card, to, id}) =>
    buttonsOf(card).map(button => ({button, message: {conversation: to, id}})),
  )
}

const ofTheFirst = (lines: readonly string[]) =>
  lines.filter(line => line.split(' ')[0]?.split(':').includes('T1') && !line.startsWith('event:')).sort()

describe('a button of one organisation, sent in another', () => {
  it('changes nothing of the first, sends nothing there, and shows nothing of it', async () => {
    const copied = await lifeInTheFirst()
    expect(copied.length).toBeGreaterThan(10)
    const before = ofTheFirst(await world.stored())
    const sentBefore = world.platform.sent.length
    for (const scope of ['personal', 'channel', 'home'] as const) {
      const mallory = world.platform.talk({tenant: 'T2', id: `${scope}-2`, scope}, 'U-mallory')
      for (const {button, message} of copied) {
        const here = {...message, conversation: mallory.conversation}
        await world.platform.deliver(mallory.activity({kind: 'press', ...button, message: here}))
      }
    }
    expect(ofTheFirst(await world.stored())).toEqual(before)
    const sent = world.platform.sent.slice(sentBefore)
    expect(sent.filter(({to}) => to.tenant === 'T1')).toEqual([])
    expect(sent.map(({card}) => cardText(card)).join()).not.toContain('zanzibar')
  })

  it('brings an admin of the second no draft and no numbers of the first', async () => {
    const copied = await lifeInTheFirst()
    world.platform.admins.add('U-mallory')
    const sentBefore = world.platform.sent.length
    const mallory = world.platform.talk({tenant: 'T2', id: 'D-mallory'}, 'U-mallory')
    for (const {button} of copied) {
      const message = {conversation: mallory.conversation, id: 'm-1'}
      await world.platform.deliver(mallory.activity({kind: 'press', ...button, message}))
    }
    const read = JSON.stringify(world.platform.sent.slice(sentBefore))
    expect(read).not.toContain('zanzibar')
    expect(read).not.toContain('U-ada-lovelace')
  })
})
