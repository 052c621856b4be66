// What Slack would refuse in one block: its kind, its surface, its texts, its elements and its addresses.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Surface} from './limits.ts'
import {limits} from './limits.ts'

/** What can be wrong with blocks. */
export type Rule =
  | 'missing'
  | 'empty'
  | 'too-long'
  | 'too-many'
  | 'too-large'
  | 'duplicate-id'
  | 'unknown-kind'
  | 'wrong-surface'
  | 'unsafe-address'
  | 'needs-submit'

/** One thing that Slack would refuse. */
export interface Violation {
  /** Where it stands, such as `blocks[3].elements[0].text`. */
  readonly at: string
  readonly rule: Rule
  readonly problem: string
}

/** Any object of a message, before it is known to be what it should be. */
export type Part = Readonly<Record<string, unknown>>

type Check = (value: unknown, at: string) => Violation[]

/**
 * Everything that is wrong with one block by itself; nothing where Slack takes it.
 * Kinds that this adapter never sends (video, file, card and the like) count as unknown, since nobody has checked them.
 * @param at where the block stands, for the violations
 */
export function checkBlock(block: unknown, surface: Surface, at = 'block'): Violation[] {
  const kind = isPart(block) ? kinds.get(String(block['type'])) : undefined
  if (!isPart(block) || !kind)
    return [wrong(at, 'unknown-kind', `a block of the kind ${JSON.stringify(isPart(block) ? block['type'] : block)}`)]
  const elsewhere = kind.messagesOnly === true && surface !== 'message'
  return [
    ...(elsewhere ? [wrong(at, 'wrong-surface', `${String(block['type'])} stands in messages only`)] : []),
    ...maybe(string(limits.blockId))(block['block_id'], `${at}.block_id`),
    ...kind.check(block, at),
    ...addresses(block, at),
  ]
}

/** Everything that is wrong with one element of a block, such as a button. */
function checkElement(element: unknown, at: string): Violation[] {
  const check = isPart(element) ? elements.get(String(element['type'])) : undefined
  if (!isPart(element) || !check) return [wrong(at, 'unknown-kind', 'an element of an unknown kind')]
  return [...inEveryElement(element, at), ...check(element, at)]
}

/** All objects within a value, itself included. */
export function partsOf(value: unknown, into: Part[] = []): Part[] {
  if (isPart(value)) into.push(value)
  if (typeof value !== 'object' || value === null) return into
  for (const inner of Object.values(value)) if (typeof inner === 'object') partsOf(inner, into)
  return into
}

/** True for an object that is not a list. */
export function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A violation. */
export function wrong(at: string, rule: Rule, problem: string): Violation {
  return {at, rule, problem}
}

function string(max: number): Check {
  return (value, at) => {
    if (typeof value !== 'string') return [wrong(at, 'missing', 'no text')]
    if (!/[^\s\u200b]/u.test(value)) return [wrong(at, 'empty', 'nothing to read')]
    return value.length > max ? [wrong(at, 'too-long', `${value.length} characters, Slack takes ${max}`)] : []
  }
}

function number(value: unknown, at: string): Violation[] {
  return Number.isFinite(value) ? [] : [wrong(at, 'missing', 'no number')]
}

function text(max: number): Check {
  const written = string(max)
  return (value, at) => {
    if (!isPart(value)) return [wrong(at, 'missing', 'no text object')]
    const known = value['type'] === 'plain_text' || value['type'] === 'mrkdwn'
    const found = written(value['text'], `${at}.text`)
    return known ? found : [wrong(at, 'unknown-kind', 'a text of an unknown kind'), ...found]
  }
}

function plainText(max: number): Check {
  const written = text(max)
  return (value, at) => {
    const markup = isPart(value) && value['type'] === 'mrkdwn'
    return markup ? [wrong(at, 'unknown-kind', 'markup where Slack takes plain text')] : written(value, at)
  }
}

function list(max: number, each: Check): Check {
  return (value, at) => {
    if (!Array.isArray(value)) return [wrong(at, 'missing', 'no list')]
    if (value.length === 0) return [wrong(at, 'empty', 'an empty list')]
    const many = value.length > max ? [wrong(at, 'too-many', `${value.length} entries, Slack takes ${max}`)] : []
    return [...many, ...value.flatMap((entry, i) => each(entry, `${at}[${i}]`))]
  }
}

/** What may be left out. */
function maybe(check: Check): Check {
  return (value, at) => (value === undefined ? [] : check(value, at))
}

/** Checks of the named members of an object. */
function members(checks: Readonly<Record<string, Check>>): Check {
  const entries = Object.entries(checks)
  return (value, at) => {
    if (!isPart(value)) return [wrong(at, 'missing', 'nothing there')]
    const found: Violation[] = []
    for (const [key, check] of entries) found.push(...check(value[key], `${at}.${key}`))
    return found
  }
}

/** Whatever leads anywhere, in fields and in markup, leads to the web. */
function addresses(block: Part, at: string): Violation[] {
  const found: Violation[] = []
  for (const part of partsOf(block)) {
    for (const key of Object.keys(part)) {
      const link = part[key]
      if (isAddress(key, link)) found.push(...address(link, `${at}.${key}`))
    }
    for (const link of linksIn(part)) found.push(...address(link, `${at}.text`))
  }
  return found
}

function isAddress(key: string, value: unknown): value is string {
  return typeof value === 'string' && (key === 'url' || key.endsWith('_url'))
}

/** Where the links of a markup text lead; mentions and commands are none. */
function linksIn({type, text: markup}: Part): string[] {
  if (type !== 'mrkdwn' || typeof markup !== 'string' || !markup.includes('<')) return []
  const found = [...markup.matchAll(/<(?![@#!])([^|>]*)/g)]
  return found.map(match => match[1] ?? '')
}

function address(link: string, at: string): Violation[] {
  if (link.length > limits.url) return [wrong(at, 'too-long', `an address of ${link.length} characters`)]
  return /^https?:\/\//i.test(link) && URL.canParse(link)
    ? []
    : [wrong(at, 'unsafe-address', 'an address that is not of the web')]
}

const nothing: Check = () => []
const confirm = members({
  title: maybe(plainText(limits.confirmTitle)),
  text: text(limits.confirmText),
  confirm: maybe(plainText(limits.confirmButton)),
  deny: maybe(plainText(limits.confirmButton)),
})
const inEveryElement = members({
  action_id: maybe(string(limits.actionId)),
  placeholder: maybe(plainText(limits.placeholder)),
  confirm: maybe(confirm),
})
const option = members({
  text: text(limits.optionText),
  value: string(limits.optionValue),
  description: maybe(plainText(limits.optionText)),
})
const options = members({options: list(limits.options, option)})
const choices = members({options: list(limits.choices, option)})
const thumb = members({
  text: plainText(limits.buttonText),
  value: string(limits.buttonValue),
  accessibility_label: maybe(string(limits.buttonLabel)),
})
const button = members({
  text: plainText(limits.buttonText),
  value: maybe(string(limits.buttonValue)),
  accessibility_label: maybe(string(limits.buttonLabel)),
})
const picture: Check = (value, at) => [
  ...members({alt_text: string(limits.imageText), title: maybe(plainText(limits.imageText))})(value, at),
  ...(isPart(value) && (value['image_url'] ?? value['slack_file']) === undefined
    ? [wrong(at, 'missing', 'no image')]
    : []),
]

const elements: ReadonlyMap<string, Check> = new Map([
  ['button', button],
  [
    'icon_button',
    members({icon: string(limits.text), text: plainText(limits.buttonText), value: maybe(string(limits.buttonValue))}),
  ],
  ['feedback_buttons', members({positive_button: thumb, negative_button: thumb})],
  ['image', picture],
  ['static_select', options],
  ['multi_static_select', options],
  ['overflow', choices],
  ['checkboxes', choices],
  ['radio_buttons', choices],
  ['plain_text_input', members({initial_value: maybe(string(limits.text))})],
  ...['url_text_input', 'email_text_input', 'number_input', 'datepicker', 'timepicker', 'datetimepicker'].map(nameless),
  ...['users_select', 'conversations_select', 'channels_select', 'multi_users_select'].map(nameless),
  ...['multi_conversations_select', 'multi_channels_select', 'rich_text_input', 'file_input'].map(nameless),
])

function nameless(kind: string): [string, Check] {
  return [kind, nothing]
}

function only(names: readonly string[]): Check {
  return (value, at) =>
    isPart(value) && names.includes(String(value['type']))
      ? checkElement(value, at)
      : [wrong(at, 'unknown-kind', `Slack takes ${names.join(' and ')} here`)]
}

const section: Check = (value, at) => [
  ...members({
    text: maybe(text(limits.text)),
    fields: maybe(list(limits.fields, text(limits.fieldText))),
    accessory: maybe(checkElement),
  })(value, at),
  ...(isPart(value) && (value['text'] ?? value['fields']) === undefined
    ? [wrong(at, 'missing', 'neither text nor fields')]
    : []),
]

const inContext: Check = (value, at) =>
  (isPart(value) && value['type'] === 'image' ? picture : text(limits.text))(value, at)

const table: Check = (value, at) => [
  ...members({rows: list(limits.tableRows, list(limits.tableColumns, nothing))})(value, at),
  ...(written(value) > limits.tableText ? [wrong(at, 'too-long', `a table of ${written(value)} characters`)] : []),
]

function written(value: unknown): number {
  return partsOf(value).reduce((sum, part) => sum + (typeof part['text'] === 'string' ? part['text'].length : 0), 0)
}

const point = members({label: string(limits.chartLabel), value: number})
const series = list(
  limits.chartSeries,
  members({name: string(limits.chartLabel), data: list(limits.chartPoints, point)}),
)
const chart = members({
  type: string(10),
  series,
  axis_config: members({categories: list(limits.chartPoints, string(limits.chartLabel))}),
})

/** The kinds of blocks that this adapter sends or may come to send. */
const kinds: ReadonlyMap<string, {readonly check: Check; readonly messagesOnly?: boolean}> = new Map([
  ['header', {check: members({text: plainText(limits.headerText)})}],
  ['section', {check: section}],
  ['divider', {check: nothing}],
  ['context', {check: members({elements: list(limits.contextElements, inContext)})}],
  ['actions', {check: members({elements: list(limits.actionsElements, checkElement)})}],
  [
    'context_actions',
    {
      check: members({elements: list(limits.contextActionsElements, only(['feedback_buttons', 'icon_button']))}),
      messagesOnly: true,
    },
  ],
  ['image', {check: picture}],
  [
    'input',
    {
      check: members({
        label: plainText(limits.inputText),
        hint: maybe(plainText(limits.inputText)),
        element: checkElement,
      }),
    },
  ],
  ['rich_text', {check: members({elements: list(Number.POSITIVE_INFINITY, nothing)})}],
  ['markdown', {check: members({text: string(limits.markdownText)}), messagesOnly: true}],
  ['table', {check: table, messagesOnly: true}],
  [
    'data_visualization',
    {
      check: members({title: string(limits.chartTitle), chart}),
      messagesOnly: true,
    },
  ],
])
