// Builders of blocks for tests, and a table of blocks that Slack refuses.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {AnyBlock} from '@slack/types'
import type {Rule} from '../../../adapters/slack/check-block.ts'
import type {Surface} from '../../../adapters/slack/limits.ts'

type Loose = Readonly<Record<string, unknown>>

/** A text of so many characters. */
export const x = (count: number) => 'x'.repeat(count)
/** So many values. */
export const times = <T>(count: number, make: (i: number) => T) => Array.from({length: count}, (_, i) => make(i))

/** A text object with markup. */
export const mrkdwn = (text: unknown) => ({type: 'mrkdwn', text})
/** A text object without markup. */
export const plain = (text: unknown) => ({type: 'plain_text', text})
/** A section. */
export const section = (text: unknown, more: Loose = {}) => ({type: 'section', text: mrkdwn(text), ...more})
/** A header. */
export const header = (text: unknown) => ({type: 'header', text: plain(text)})
/** A context. */
export const context = (...elements: unknown[]) => ({type: 'context', elements})
/** A row of buttons. */
export const actions = (...elements: unknown[]) => ({type: 'actions', elements})
/** A button. */
export const button = (more: Loose = {}) => ({type: 'button', text: plain('Go'), value: 'v', ...more})
/** An input. */
export const input = (more: Loose = {}) => ({
  type: 'input',
  label: plain('Name'),
  element: {type: 'plain_text_input'},
  ...more,
})
/** A block of markdown. */
export const markdown = (text: unknown) => ({type: 'markdown', text})
/** A table of so many rows and columns. */
export const table = (rows: number, columns: number, text = 'a') => ({
  type: 'table',
  rows: times(rows, () => times(columns, () => ({type: 'raw_text', text}))),
})
/** A chart of so many series. */
export const chart = (series = 1, title = 'Votes') => ({
  type: 'data_visualization',
  title,
  chart: {
    type: 'bar',
    series: times(series, i => ({name: `${i}`, data: [{label: 'a', value: i}]})),
    axis_config: {categories: ['a']},
  },
})
/** Native thumbs. */
export const thumbs = (value = 'up:a') => {
  const thumb = {text: plain('Good'), value}
  return {
    type: 'context_actions',
    elements: [{type: 'feedback_buttons', action_id: 'rate', positive_button: thumb, negative_button: thumb}],
  }
}
/** A menu of so many options. */
export const select = (count: number, more: Loose = {}) => ({
  type: 'static_select',
  options: times(count, i => ({text: plain('a'), value: `${i}`})),
  ...more,
})

/** Blocks as they could come from anywhere. */
export const given = (blocks: readonly unknown[]) => blocks as AnyBlock[]

/** What Slack refuses, with the rule that it breaks; in a message where no surface is named. */
export const refused: readonly [what: string, rule: Rule, blocks: unknown[], surface?: Surface][] = [
  ['51 blocks in a message', 'too-many', times(51, () => ({type: 'divider'}))],
  ['101 blocks in a modal', 'too-many', times(101, () => ({type: 'divider'})), 'modal'],
  ['101 blocks on the Home tab', 'too-many', times(101, () => ({type: 'divider'})), 'home'],
  ['an unknown kind', 'unknown-kind', [{type: 'hologram'}]],
  ['a kind from the prototype', 'unknown-kind', [{type: 'constructor'}]],
  ['no object', 'unknown-kind', [null]],
  ['a long section', 'too-long', [section(x(3_001))]],
  ['an empty section', 'empty', [section('')]],
  ['a blank section', 'empty', [section(' \n\u200b')]],
  ['a section without text and fields', 'missing', [{type: 'section'}]],
  ['a section with a text of no kind', 'unknown-kind', [{type: 'section', text: {type: 'html', text: 'a'}}]],
  ['eleven fields', 'too-many', [section('a', {fields: times(11, () => mrkdwn('a'))})]],
  ['a long field', 'too-long', [section('a', {fields: [mrkdwn(x(2_001))]})]],
  ['an accessory of no kind', 'unknown-kind', [section('a', {accessory: {type: 'lever'}})]],
  ['a long header', 'too-long', [header(x(151))]],
  ['a header with markup', 'unknown-kind', [{type: 'header', text: mrkdwn('a')}]],
  ['a header without text', 'missing', [{type: 'header'}]],
  ['eleven parts of a context', 'too-many', [context(...times(11, () => mrkdwn('a')))]],
  ['an empty context', 'empty', [context()]],
  ['26 buttons in a row', 'too-many', [actions(...times(26, () => button()))]],
  ['an empty row', 'empty', [actions()]],
  ['a row that is no list', 'missing', [{type: 'actions', elements: 'a'}]],
  ['a long label', 'too-long', [actions(button({text: plain(x(76))}))]],
  ['an empty label', 'empty', [actions(button({text: plain('')}))]],
  ['a label with markup', 'unknown-kind', [actions(button({text: mrkdwn('a')}))]],
  ['a long value', 'too-long', [actions(button({value: x(2_001)}))]],
  ['an empty value', 'empty', [actions(button({value: ''}))]],
  ['a long action_id', 'too-long', [actions(button({action_id: x(256)}))]],
  ['a long block_id', 'too-long', [{type: 'divider', block_id: x(256)}]],
  ['a block_id twice', 'duplicate-id', [{type: 'divider', block_id: 'a'}, section('a', {block_id: 'a'})]],
  ['an action_id twice in a row', 'duplicate-id', [actions(button({action_id: 'a'}), button({action_id: 'a'}))]],
  [
    'an action_id twice in a message',
    'duplicate-id',
    [actions(button({action_id: 'a'})), section('a', {accessory: button({action_id: 'a'})})],
  ],
  ['a script in a button', 'unsafe-address', [actions(button({url: 'javascript:alert(1)'}))]],
  ['a mail address in a button', 'unsafe-address', [actions(button({url: 'mailto:a@b.example'}))]],
  ['an address that is none', 'unsafe-address', [actions(button({url: 'https://'}))]],
  ['a long address', 'too-long', [actions(button({url: `https://a.example/${x(3_000)}`}))]],
  ['a script in a text', 'unsafe-address', [section('<javascript:alert(1)|press>')]],
  ['an image from a file', 'unsafe-address', [{type: 'image', alt_text: 'a', image_url: 'file:///a.png'}]],
  ['an image without an image', 'missing', [{type: 'image', alt_text: 'a'}]],
  ['an image without words', 'missing', [{type: 'image', image_url: 'https://a.example/b.png'}]],
  ['a long question back', 'too-long', [actions(button({confirm: {text: plain(x(301))}}))]],
  ['thumbs on the Home tab', 'wrong-surface', [thumbs()], 'home'],
  ['thumbs in a modal', 'wrong-surface', [thumbs()], 'modal'],
  ['thumbs with a long value', 'too-long', [thumbs(x(2_001))]],
  ['thumbs without a value', 'empty', [thumbs('')]],
  ['a plain button among thumbs', 'unknown-kind', [{type: 'context_actions', elements: [button()]}]],
  ['long markdown', 'too-long', [markdown(x(12_001))]],
  ['markdown too long in sum', 'too-long', [markdown(x(6_000)), markdown(x(6_001))]],
  ['markdown in a modal', 'wrong-surface', [markdown('a')], 'modal'],
  ['two tables', 'too-many', [table(1, 1), table(1, 1)]],
  ['a table of 101 rows', 'too-many', [table(101, 1)]],
  ['a table of 21 columns', 'too-many', [table(1, 21)]],
  ['a table of many words', 'too-long', [table(11, 1, x(1_000))]],
  ['three charts', 'too-many', [chart(), chart(), chart()]],
  ['a chart of seven series', 'too-many', [chart(7)]],
  ['a chart with a long title', 'too-long', [chart(1, x(51))]],
  ['an input without a label', 'missing', [input({label: undefined})]],
  ['an input in a modal without submit', 'needs-submit', [input()], 'modal'],
  ['a menu of 101 options', 'too-many', [actions(select(101))]],
  ['a menu without options', 'empty', [actions(select(0))]],
  ['a long placeholder', 'too-long', [actions(select(1, {placeholder: plain(x(151))}))]],
  ['more text than a message takes', 'too-large', times(5, () => section(x(2_900)))],
  [
    'more bytes than a view takes',
    'too-large',
    times(5, () => actions(...times(25, () => button({value: x(2_000)})))),
    'home',
  ],
]
