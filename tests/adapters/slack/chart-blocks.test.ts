// Charts in Slack: a picture where Slack draws one, the numbers always, and nothing that Slack refuses.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import {guardBlocks} from '../../../adapters/slack/guard.ts'
import type {Surface} from '../../../adapters/slack/limits.ts'
import {toBlocks} from '../../../adapters/slack/to-blocks.ts'
import type {Chart} from '../../../src/chat/card.ts'

const bars: Chart = {
  kind: 'chart',
  form: 'bars',
  title: 'Your readiness',
  unit: 'of 6',
  most: 6,
  labels: ['Usage', 'Knowledge'],
  series: [{name: '', values: [4.5, 3]}],
}
const render = (chart: Chart, surface: Surface = 'message') =>
  toBlocks({language: 'en', blocks: [chart]}, surface).blocks

describe('a chart', () => {
  it('is a picture in a message, with its numbers below', () => {
    const [picture, words] = render(bars)
    expect(picture).toEqual({
      type: 'data_visualization',
      title: 'Your readiness',
      chart: {
        type: 'bar',
        series: [
          {
            name: 'Your readiness',
            data: [
              {label: 'Usage', value: 4.5},
              {label: 'Knowledge', value: 3},
            ],
          },
        ],
        axis_config: {categories: ['Usage', 'Knowledge'], y_label: 'of 6'},
      },
    })
    expect(JSON.stringify(words)).toContain('Usage: 4.5 of 6\\nKnowledge: 3 of 6')
  })

  it('with lines has a line for each series', () => {
    const lines: Chart = {
      ...bars,
      form: 'lines',
      series: [
        {name: 'P1', values: [1, 2]},
        {name: 'P2', values: [3, 4]},
      ],
    }
    expect(render(lines)[0]).toMatchObject({chart: {type: 'line', series: [{name: 'P1'}, {name: 'P2'}]}})
  })

  it.each<[string, Chart, Surface]>([
    ['on the Home tab', bars, 'home'],
    ['in a modal', bars, 'modal'],
    ['where a number is missing', {...bars, series: [{name: '', values: [1, null]}]}, 'message'],
    [
      'of more lines than Slack draws',
      {...bars, series: Array.from({length: 7}, (_, i) => ({name: `${i}`, values: [1, 2]}))},
      'message',
    ],
    ['of nothing', {...bars, labels: []}, 'message'],
  ])('%s is bars of signs', (_, chart, surface) => {
    expect(JSON.stringify(render(chart, surface))).not.toContain('data_visualization')
  })

  it('keeps labels apart that are alike once they are shortened', () => {
    const chart = {...bars, labels: ['Tools and processes of the first kind', 'Tools and processes of the second kind']}
    const [picture] = render(chart) as unknown as [{chart: {axis_config: {categories: string[]}}}]
    expect(new Set(picture.chart.axis_config.categories).size).toBe(2)
  })

  it('whatever it holds is taken by Slack', () => {
    const number = fc.option(fc.double({min: -10, max: 110, noNaN: true}), {nil: null, freq: 9})
    const series = fc.record({name: fc.string({unit: 'grapheme'}), values: fc.array(number, {maxLength: 25})})
    const chart: fc.Arbitrary<Chart> = fc.record({
      kind: fc.constant('chart'),
      form: fc.constantFrom('bars', 'lines'),
      title: fc.string({unit: 'grapheme', maxLength: 80}),
      unit: fc.string({maxLength: 60}),
      most: fc.double({min: 0, max: 100, noNaN: true}),
      labels: fc.array(fc.string({unit: 'grapheme', maxLength: 30}), {maxLength: 25}),
      series: fc.array(series, {maxLength: 8}),
    })
    fc.assert(
      fc.property(chart, fc.constantFrom<Surface>('message', 'home', 'modal'), (any, surface) => {
        expect(guardBlocks(render(any, surface), surface)).toEqual([])
      }),
    )
  })
})
