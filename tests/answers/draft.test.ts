// A draft passage from a hand-over: a file of the knowledge base's format, whatever people wrote.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {expect, it} from '@jest/globals'
import {personDoor, readDoor} from '../../src/answers/doors.ts'
import {draftOf} from '../../src/answers/draft.ts'
import type {HandedOver} from '../../src/answers/hand-over-book.ts'
import {Library} from '../../src/knowledge/library.ts'
import {knowledgeFolderOf, ownersFile} from '../doubles/knowledge-files.ts'

const handedOver = (question: string, said: HandedOver['said']) =>
  ({id: 'B-7f3a "9c2e', question, role: 'ospo', said}) as unknown as HandedOver

const said = (side: 'asker' | 'owner', text: string) => ({side, text}) as HandedOver['said'][number]

it('has the question as its title and first ask, and what the desk replied as its text', () => {
  const {name, type, text} = draftOf(
    handedOver('May we use\n *this* "font"?', [
      said('asker', 'Hello?'),
      said('owner', 'Yes, [see](x).'),
      said('owner', 'But credit it.'),
    ]),
    '2026-11-20',
  )
  expect({name, type}).toEqual({name: 'draft-2026-11-20.md', type: 'text/markdown'})
  expect(text.split('\n')).toEqual([
    ...['---', 'title: "May we use *this* \\"font\\"?"', 'kind: chapter', 'chapter: our-answers', 'order: 200'],
    ...['owner: ospo', 'status: draft', 'reviewed: 2026-11-20', '---', ''],
    ...['## May we use \\*this\\* "font"? {#draft-b7f3a9c2}', '', 'Yes, \\[see\\](x).', '', 'But credit it.', ''],
    ...['```yaml passage', 'asks:', '  en:', '    - "May we use *this* \\"font\\"?"'],
    ...['    # Add at least two more ways in which people ask for it.', '```', ''],
  ])
})

it('says so where nobody has replied, and cuts a long question', () => {
  const {text} = draftOf(handedOver('why '.repeat(100), [said('asker', 'Hello?')]), '2026-11-20')
  expect(text).toContain('\nNobody has replied yet.\n')
  expect(JSON.parse(/^title: (.*)$/m.exec(text)?.[1] ?? '')).toHaveLength(150)
})

it('can be put into a knowledge folder as it is', async () => {
  const file = draftOf(
    handedOver('Are `code` and # signs {fine}?', [
      said('owner', `# Yes\n\n- all of them <b> ${'and so on '.repeat(15)}`),
    ]),
    '2026-11-20',
  )
  const folder = knowledgeFolderOf({'owners.yml': ownersFile, [file.name]: file.text})
  const {knowledge} = await Library.open({own: folder.path, overlays: []})
  folder.remove()
  const [passage] = knowledge.passages.values()
  expect(passage).toMatchObject({id: 'draft-b7f3a9c2', title: 'Are `code` and # signs {fine}?', owner: 'ospo'})
  expect(knowledge.faults.filter(({problem}) => !/asks|Chinese|source/.test(problem))).toEqual([])
})

it('is beside doors that name a passage, or none', async () => {
  expect(personDoor(undefined, 'en')).toMatchObject({value: '- - en', opens: 'form'})
  const folder = knowledgeFolderOf({})
  folder.remove()
  const passage = {id: 'what', title: 'What', titles: {zh: '什么'}} as Parameters<typeof readDoor>[0]
  expect(personDoor(passage, 'zh')).toMatchObject({value: '- what zh'})
  expect(readDoor(passage, 'zh')).toMatchObject({label: '什么', value: '- what zh'})
})
