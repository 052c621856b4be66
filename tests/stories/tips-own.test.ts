// Story: an organisation's own tips come beside ours, those for a time within it and first, in channels that exist already.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {afterAll, beforeAll, expect, it} from '@jest/globals'
import {cardText} from '../../src/chat/card-text.ts'
import {Library} from '../../src/knowledge/library.ts'
import {phrases} from '../../src/tips/phrases.ts'
import {knowledgeFolderOf} from '../doubles/knowledge-files.ts'
import {knowledgeFolder} from '../doubles/world.ts'
import {day, openTipsWorld} from './tips-world.ts'

const front = '---\ntitle: Ours\ntopic: ours\n---\n'
const dated = (id: string, from: string, until: string) =>
  `\n## Title of ${id} {#${id}}\n\nWords of ${id}.\n\n\`\`\`yaml tip\nfrom: ${from}\nuntil: ${until}\n\`\`\`\n`
const own = knowledgeFolderOf({
  'tips/ours.md':
    front +
    dated('open-week', '2026-11-24', '2026-11-26') +
    dated('first-day', '2026-11-23', '2026-11-23') +
    dated('over', '2026-10-01', '2026-10-30'),
})
let library: Library

beforeAll(async () => {
  library = await Library.open({own: knowledgeFolder, overlays: [own.path]})
})
afterAll(() => own.remove())

it('a tip for some days comes on one of them, once, and one whose time is over never', async () => {
  const world = await openTipsWorld({library})
  await world.subscribe('send us a tip daily at 10:00')
  await world.live(10 * day)
  const texts = world.tipsAt(world.team).map(({card}) => cardText(card))
  expect(texts).toHaveLength(10)
  // Friday, 20 November is the first; Monday has its own, and Tuesday the first day of the week.
  expect(texts.map(text => /Words of (\S+)\./.exec(text)?.[1])).toEqual([
    ...[undefined, undefined, undefined, 'first-day', 'open-week', undefined],
    ...[undefined, undefined, undefined, undefined],
  ])
})

it('the topic can be chosen, and the preview shows what will come on the first date', async () => {
  const world = await openTipsWorld({library})
  await world.team.say('tips')
  const form = await world.team.openForm(phrases.en.subscribe)
  const topics = form.inputs.find(({id}) => id === 'topics')
  expect(topics && 'options' in topics ? topics.options : []).toContainEqual({value: 'ours', label: 'Ours'})
  const preview = await world.team.submit(form, {topics: 'ours', rhythm: 'weekly', days: '2', time: '10:00'})
  expect(cardText(preview.card)).toContain('Words of open-week.')
})
