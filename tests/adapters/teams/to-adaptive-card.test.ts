// Cards as Adaptive Cards: each kind of block, and the frame round them.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import {limits} from '../../../adapters/teams/limits.ts'
import type {Payload} from '../../../adapters/teams/payload.ts'
import {partOf, partsIn} from '../../../adapters/teams/payload.ts'
import type {Drawing} from '../../../adapters/teams/to-adaptive-card.ts'
import {toAdaptiveCard} from '../../../adapters/teams/to-adaptive-card.ts'
import type {Block, Card, Chart} from '../../../src/chat/card.ts'
import {buttons, heading, note, paragraph} from '../../../src/chat/card.ts'
import {chartText} from '../../../src/chat/card-text.ts'
import {buttonsIn, complaintsOf, linesIn} from './read-card.ts'

const message: Drawing = {surface: 'message'}

function drawn(block: Block, drawing: Drawing = message): Payload[] {
  return partsIn(toAdaptiveCard({language: 'en', blocks: [block]}, drawing), 'body')
}

describe('a heading', () => {
  it('has the role of one where no sign in it could be Markdown', () => {
    expect(drawn(heading('What is an OSPO?'))).toEqual([
      {type: 'TextBlock', text: 'What is an OSPO?', style: 'heading', weight: 'Bolder', size: 'Large', wrap: true},
    ])
  })

  it.each([
    '*stars*',
    '# hash',
    '1. a list',
    '- a list',
    'a_b_c',
    '[x](https://evil.example)',
    '<at>All</at>',
    'see evil.example',
    'a\\*b',
  ])('is a run of text where Markdown would read "%s"', said => {
    const [part = {}] = drawn(heading(said))
    expect(part['type']).toBe('RichTextBlock')
    expect(linesIn(part)).toEqual([said])
  })
})

describe('text', () => {
  it('keeps its looks, and a link opens its address', () => {
    const [part = {}] = drawn(
      paragraph([
        {kind: 'text', text: 'See '},
        {kind: 'strong', text: 'the'},
        {kind: 'em', text: ' old '},
        {kind: 'code', text: 'book'},
        {kind: 'link', text: ' here', href: 'https://book.example/1'},
      ]),
    )
    expect(part['inlines']).toEqual([
      {type: 'TextRun', text: 'See '},
      {type: 'TextRun', text: 'the', weight: 'Bolder'},
      {type: 'TextRun', text: ' old ', italic: true},
      {type: 'TextRun', text: 'book', fontType: 'Monospace'},
      {
        type: 'TextRun',
        text: ' here',
        selectAction: {type: 'Action.OpenUrl', title: ' here', url: 'https://book.example/1'},
      },
    ])
  })

  it('in lines becomes a block for each line', () => {
    expect(drawn(paragraph('One.\n\nTwo.')).flatMap(linesIn)).toEqual(['One.', 'Two.'])
  })

  it('of a link that says another host than its own gets its own behind it', () => {
    const span = {kind: 'link', text: 'https://bank.example', href: 'https://evil.example/x'} as const
    expect(drawn(paragraph([span])).flatMap(linesIn)).toEqual(['https://bank.example (evil.example)'])
  })

  it('that Adaptive Cards would compute stays text', () => {
    const [line = ''] = drawn(paragraph('{{DATE(2017-02-14T06:00:00Z,SHORT)}}')).flatMap(linesIn)
    expect(line).not.toContain('{{')
    expect(line.replaceAll('\u200b', '')).toBe('{{DATE(2017-02-14T06:00:00Z,SHORT)}}')
  })
})

describe('a button', () => {
  const press = {label: 'Read', action: 'read', value: 'v 1'}
  const data = {c: 'press', a: 'read', v: 'v 1'}

  it('is executed, or submitted by a client that knows no better', () => {
    const submit = {type: 'Action.Submit', title: 'Read', data}
    const execute = {type: 'Action.Execute', title: 'Read', verb: 'press', data, fallback: submit}
    expect(drawn(buttons([press]))).toEqual([{type: 'ActionSet', actions: [execute]}])
  })

  it('with a long label is text that wraps and can be pressed, in the place where it stood', () => {
    const label =
      'The framework: strategy, governance, compliance, community, and more than fits a button in any column'
    const [first = {}, long = {}, last = {}] = drawn(buttons([press, {...press, label}, press]))
    expect([first['type'], last['type']]).toEqual(['ActionSet', 'ActionSet'])
    const title = `${label.slice(0, 79).trimEnd()}…`
    expect(long['selectAction']).toMatchObject({type: 'Action.Execute', title, tooltip: label, data})
    expect(partsIn(long, 'items').flatMap(linesIn)).toEqual([label])
  })

  it('with a long label that opens a form stays a button, with all of the label in a tooltip', () => {
    const label = 'Write down what your team has done about it since'
    const [row = {}] = drawn(buttons([{...press, label, opens: 'form'}]))
    expect(partsIn(row, 'actions')).toMatchObject([{type: 'Action.Submit', title: label, tooltip: label}])
  })

  it('that opens a form asks for a dialog', () => {
    const [set = {}] = drawn(buttons([{...press, opens: 'form'}]))
    expect(set['actions']).toEqual([
      {type: 'Action.Submit', title: 'Read', data: {...data, msteams: {type: 'task/fetch'}}},
    ])
  })

  it('in a dialog is submitted, since nothing else works there', () => {
    const [set = {}] = drawn(buttons([{...press, opens: 'form'}]), {surface: 'dialog'})
    expect(set['actions']).toEqual([{type: 'Action.Submit', title: 'Read', data}])
  })

  it('has no place on a card that somebody puts into any chat', () => {
    expect(drawn(buttons([press], 'Read on:'), {surface: 'inserted'})).toEqual([])
    expect(drawn({kind: 'feedback', action: 'rate', value: 'a'}, {surface: 'inserted'})).toEqual([])
  })

  it('that opens an address has a place there', () => {
    const ways = [{title: 'Open the source', url: 'https://book.example/1'}]
    expect(drawn(paragraph('x'), {surface: 'inserted', ways}).at(-1)).toEqual({
      type: 'ActionSet',
      actions: [{type: 'Action.OpenUrl', title: 'Open the source', url: 'https://book.example/1'}],
    })
  })

  it('stands in rows of five', () => {
    const rows = drawn(buttons(Array.from({length: 12}, (_, i) => ({...press, label: `${i}`}))))
    expect(rows.map(row => partsIn(row, 'actions').length)).toEqual([5, 5, 2])
  })

  it('whose value is longer than any of ours is left out, not cut', () => {
    expect(drawn(buttons([{...press, value: 'x'.repeat(limits.buttonValue + 1)}]))).toEqual([])
  })
})

describe('thumbs', () => {
  const block = {kind: 'feedback', action: 'rate', value: 'a p en'} as const

  it('are two buttons that say what they mean', () => {
    const actions = drawn(block).flatMap(row => partsIn(row, 'actions'))
    expect(actions.map(each => [each['title'], each['tooltip'], partOf(each, 'data')['v']])).toEqual([
      ['👍', 'This answer helped', 'up:a p en'],
      ['👎', 'This answer did not help', 'down:a p en'],
    ])
  })

  it('are left to Teams where it draws them', () => {
    expect(drawn(block, {...message, ownThumbs: true})).toEqual([])
  })

  it('become a thank-you once one was pressed', () => {
    expect(drawn({...block, chosen: 'down'}, {...message, ownThumbs: true}).flatMap(linesIn)).toEqual(['👎 Thank you'])
  })
})

describe('a file', () => {
  const file = {kind: 'file', name: 'list.csv', type: 'text/csv', text: 'a,b\n1,2\n'} as const

  it('is named where it is handed over beside the card', () => {
    expect(drawn(file, {...message, filesBeside: true}).flatMap(linesIn)).toEqual(['📎 list.csv'])
  })

  it('stands in the card where none can be handed over', () => {
    expect(drawn(file).flatMap(linesIn)).toEqual(['📎 list.csv', 'a,b', '1,2'])
  })
})

describe('a chart', () => {
  const chart: Chart = {
    kind: 'chart',
    form: 'bars',
    title: 'Readiness',
    unit: 'of 100',
    most: 100,
    labels: ['People', 'Licences', 'Tools'],
    series: [{name: 'Now', values: [40, null, 80]}],
  }
  const two = {...chart, series: [...chart.series, {name: 'Before', values: [10, 20, 30]}]}

  /** The picture, and what stands below it. */
  function picture(block: Chart): readonly Payload[] {
    const [whole = {}] = drawn(block)
    return partsIn(whole, 'items')
  }

  it('of one row lies, of two stands in groups, and over time is a line', () => {
    expect([chart, two, {...two, form: 'lines'} as const].map(each => picture(each)[0]?.['type'])).toEqual([
      'Chart.HorizontalBar',
      'Chart.VerticalBar.Grouped',
      'Chart.Line',
    ])
  })

  it('has no point where there is no number', () => {
    expect(picture(chart)[0]?.['data']).toEqual([
      {x: 'People', y: 40},
      {x: 'Tools', y: 80},
    ])
    expect(picture({...two, form: 'lines'})[0]?.['data']).toMatchObject([
      {legend: 'Now', values: [{x: 'People'}, {x: 'Tools'}]},
      {legend: 'Before', values: [{y: 10}, {y: 20}, {y: 30}]},
    ])
  })

  it('tells the same numbers in words below, where Teams draws it and where nobody does', () => {
    const [drawing = {}, ...below] = picture(two)
    expect(below.flatMap(linesIn)).toEqual(chartText({...two, title: ''}).split('\n'))
    expect(linesIn(partOf(drawing, 'fallback'))).toEqual([two.title])
    expect(drawn(two).flatMap(linesIn)).toEqual(chartText(two).split('\n'))
  })

  it('without a title leaves nothing in its place where nobody draws it', () => {
    expect(picture({...chart, title: ''})[0]?.['fallback']).toBe('drop')
  })

  it('with more numbers than a picture can show stands in words alone', () => {
    const labels = Array.from({length: limits.chartPoints + 1}, (_, i) => `Area ${i}`)
    const many: Chart = {...chart, labels, series: [{name: 'Now', values: labels.map((_, i) => i)}]}
    const parts = drawn(many)
    expect(parts.flatMap(linesIn)).toEqual(chartText(many).split('\n'))
    expect(JSON.stringify(parts)).not.toContain('Chart.')
  })

  it('loses neither picture nor numbers alone where a card is too large', () => {
    for (let length = 25_000; length < 28_000; length += 250) {
      const card = toAdaptiveCard({language: 'en', blocks: [paragraph('x'.repeat(length)), two]}, message)
      expect(JSON.stringify(card).includes('Chart.')).toBe(
        linesIn(card).includes('Tools: Now 80 of 100, Before 30 of 100'),
      )
      expect(complaintsOf(card)).toEqual([])
    }
  })
})

describe('a card', () => {
  const card: Card = {language: 'zh', blocks: [heading('OSPO'), paragraph('是什么 <b>?'), note('来源')]}

  it('says what it is, in which language, and what to read out', () => {
    expect(toAdaptiveCard(card, message)).toMatchObject({
      type: 'AdaptiveCard',
      version: '1.5',
      lang: 'zh',
      fallbackText: 'OSPO\n\n是什么 <b>?\n\n来源',
      speak: 'OSPO\n\n是什么  b ?\n\n来源',
      msteams: {width: 'Full'},
    })
  })

  it('that is too large loses its end, and says so', () => {
    const blocks = Array.from({length: 40}, (_, i) => paragraph(`${i} ${'x'.repeat(2_000)}`))
    const large = toAdaptiveCard({language: 'en', blocks}, message)
    const lines = linesIn(large)
    expect(lines[0]).toMatch(/^0 x/)
    expect(lines.at(-1)).toBe('This is too long for Teams: something was left out here.')
    expect(lines.length).toBeGreaterThan(10)
    expect(complaintsOf(large)).toEqual([])
  })

  it('that is too large keeps its few buttons', () => {
    const blocks = [paragraph('x'.repeat(40_000)), buttons([{label: 'On', action: 'a', value: 'v'}])]
    expect([...buttonsIn(toAdaptiveCard({language: 'en', blocks}, message)).keys()]).toEqual(['On'])
  })
})
