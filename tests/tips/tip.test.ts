// Tips in files: how they are read, what is wrong with them, and that ours are well.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from '@jest/globals'
import {faultLine} from '../../src/knowledge/fault.ts'
import type {RoomFile} from '../../src/knowledge/library.ts'
import {Library} from '../../src/knowledge/library.ts'
import {checkTips, leastTips, tipsOf} from '../../src/tips/tip.ts'
import {knowledgeFrom, front as passageFront, passageText} from '../doubles/knowledge-files.ts'
import {temporaryFolder} from '../doubles/temporary-folder.ts'
import {ourLibrary} from '../doubles/world.ts'
import {front, tipFile, tipText} from './tip-files.ts'

const base = knowledgeFrom(passageFront + passageText('first'))

/** The faults of files beside a passage named `first`, as lines, but for that there are few. */
function faultsOf(...files: RoomFile[]): string[] {
  const faults = checkTips({...base, files}).map(faultLine)
  return faults.filter(line => !line.includes('tips in all'))
}

describe('a file of tips', () => {
  it('is read with all that it says', () => {
    const meta = 'read: first\nkind: question\nareas: [usage]\nfrom: 2026-12-01\nuntil: 2026-12-31'
    const text = tipText('one', {meta, body: 'About **one**.', chinese: '关于一。'})
    const {all, topics, faults} = tipsOf({
      files: [tipFile(front.replace('topic:', 'titles: {zh: 测试}\ntopic:') + text)],
    })
    expect(faults).toEqual([])
    expect([...topics.values()]).toEqual([{id: 'test', title: 'Test tips', titles: {zh: '测试'}}])
    expect(all.get('one')).toMatchObject({
      ...{id: 'one', title: 'Title of one', titles: {zh: '标题'}, kind: 'question', read: 'first', areas: ['usage']},
      ...{from: '2026-12-01', until: '2026-12-31', overlay: false, line: 10},
      texts: {zh: [{kind: 'paragraph', spans: [{kind: 'text', text: '关于一。'}]}]},
    })
  })

  it.each([
    [tipText('one', {meta: 'read: gone'}), 'tips/test.md:9: the tip "one" leads to "gone", which does not exist.'],
    [tipText('one', {body: 'word '.repeat(61)}), 'tips/test.md:9: the tip "one" has 61 words. Keep to 60'],
    [
      tipText('one', {chinese: '字'.repeat(106)}),
      'tips/test.md:9: the tip "one" has 106 signs in Chinese. Keep to 105',
    ],
    [tipText('one', {chinese: ''}), 'tips/test.md:9: the tip "one" has no Chinese text.'],
    [
      tipText('one').replace('titles: {zh: 标题}\n', ''),
      'tips/test.md:9: the tip "one" has no Chinese title. Add titles: {zh: …}',
    ],
    [tipText('one') + tipText('one'), 'tips/test.md:22: the id "one" stands at tips/test.md:9 already.'],
    [
      tipText('one', {meta: 'read: first\nuntil: 2026-02-30'}),
      'tips/test.md:15: "until" of "one" is "2026-02-30". Write a date',
    ],
    [
      tipText('one', {meta: 'read: first\nfrom: 2026-12-02\nuntil: 2026-12-01'}),
      'tips/test.md:16: "one" ends before it begins.',
    ],
    [tipText('one', {meta: 'read: first\nkind: rule'}), 'tips/test.md:15: the kind of "one" is "rule".'],
    [tipText('one', {meta: 'areas: []'}), 'tips/test.md:9: the tip "one" leads nowhere.'],
    [tipText('one', {body: ''}), 'tips/test.md:9: "one" has no text.'],
    ['\n## No id\n\nWords.\n', 'tips/test.md:9: the heading "No id" has no id.'],
  ])('with a fault names file, line and fix: case %#', (text, fault) => {
    const faults = faultsOf(tipFile(front + text))
    expect(faults).toHaveLength(1)
    expect(faults[0]?.slice(0, fault.length)).toBe(fault)
  })

  it('without a topic is left out', () => {
    expect(faultsOf(tipFile(front.replace('topic: test\n', '') + tipText('one')))).toEqual([
      'tips/test.md:2: no "topic" or no "title". Add `topic: …` and `title: …` to the front matter. (left out)',
    ])
  })

  it('with a date that cannot be read is never sent, rather than always', () => {
    const {all} = tipsOf({files: [tipFile(front + tipText('one', {meta: 'read: first\nfrom: soon'}))]})
    expect((all.get('one')?.from ?? '') > '2100').toBe(true)
  })
})

describe('overlays', () => {
  it('replace tips by their id, and need neither fields nor a passage nor many', () => {
    const own = tipFile('---\ntitle: Ours\ntopic: ours\n---\n\n## Party {#party}\n\nFriday.\n', {
      path: 'x/tips/a.md',
      layer: 1,
    })
    const changed = tipFile(`${front}${tipText('one', {body: 'Another text.'})}`, {path: 'x/tips/b.md', layer: 1})
    const files = [tipFile(front + tipText('one')), own, changed]
    expect(faultsOf(...files)).toEqual([])
    const {all} = tipsOf({files})
    expect([...all.keys()]).toEqual(['one', 'party'])
    expect(all.get('one')?.overlay).toBe(true)
    expect(checkTips({...base, files: [own]})).toEqual([])
  })

  it('are read again as soon as they change', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder.path, 'tips'))
    writeFileSync(join(folder.path, 'a.md'), passageFront + passageText('first'))
    writeFileSync(join(folder.path, 'tips/a.md'), front + tipText('one'))
    const library = await Library.open({own: folder.path, overlays: []}, [checkTips])
    expect([...tipsOf(library.knowledge).all.keys()]).toEqual(['one'])
    writeFileSync(join(folder.path, 'tips/a.md'), front + tipText('one') + tipText('two', {meta: 'read: gone'}))
    await library.refresh()
    expect([...tipsOf(library.knowledge).all.keys()]).toEqual(['one', 'two'])
    expect(library.knowledge.faults.map(faultLine).join('\n')).toContain('the tip "two" leads to "gone"')
    folder.remove()
  })
})

describe('our own tips', () => {
  it('are without fault, and enough', async () => {
    const {knowledge} = await ourLibrary()
    expect(knowledge.faults.map(faultLine)).toEqual([])
    expect(tipsOf(knowledge).all.size).toBeGreaterThanOrEqual(leastTips)
  })

  it('that are too few are a fault', () => {
    const faults = checkTips({...base, files: [tipFile(front + tipText('one'))]})
    expect(faults.map(faultLine)).toEqual([`tips/test.md:1: there are 1 tips in all. Write at least ${leastTips}.`])
  })
})
