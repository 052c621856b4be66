// A Card as an Adaptive Card, one small function for each kind of block.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Block, Button, Buttons, Card, Chart, Feedback, File, Heading, Note, Quote} from '../../src/chat/card.ts'
import {cardText, chartText} from '../../src/chat/card-text.ts'
import type {List, Paragraph, Span} from '../../src/chat/prose.ts'
import {text} from '../../src/chat/prose.ts'
import {fitCard} from './guard.ts'
import {limits} from './limits.ts'
import type {Payload} from './payload.ts'
import {isPayload} from './payload.ts'
import {toChart} from './to-chart.ts'
import type {Look, TextRun} from './to-inlines.ts'
import {shorten, toLines, toPlain} from './to-inlines.ts'

/**
 * Where a card stands: in a message, in a dialog, or put into any chat by somebody who searched, where we may not be
 * and no button works but one that opens an address.
 */
export type Surface = 'message' | 'dialog' | 'inserted'

/** How a card is drawn. */
export interface Drawing {
  readonly surface: Surface
  /** True where Teams itself draws the thumbs below the message. */
  readonly ownThumbs?: boolean
  /** True where files are handed over beside the card. */
  readonly filesBeside?: boolean
  /** Buttons below everything else that open an address, which works where we are not. */
  readonly ways?: readonly Way[]
}

/** A button that opens an address. */
export interface Way {
  readonly title: string
  readonly url: string
}

/** What is drawn, with what every small function needs. */
interface Place extends Drawing {
  readonly language: Card['language']
}

/** What a button carries: `c` says what it is, `a` and `v` are its action and value. */
export interface ButtonData {
  readonly c: 'press'
  readonly a: string
  readonly v: string
}

/** An element or an action of an Adaptive Card. */
export type Part = Payload & {readonly type: string}

const words = {
  en: {thanks: 'Thank you', up: 'This answer helped', down: 'This answer did not help'},
  zh: {thanks: '谢谢', up: '这个回答有帮助', down: '这个回答没有帮助'},
} as const

/** What a button says that has nothing to say. */
const nameless = '…'

/** Renders a card. The same card always gives the same parts, and it is never larger than Teams takes. */
export function toAdaptiveCard(card: Card, drawing: Drawing): Payload {
  const place: Place = {...drawing, language: card.language}
  const parts = card.blocks.flatMap(block => partsOf(block, place))
  return fitCard(withFrame([...parts, ...wayParts(drawing.ways)], card.language, summaryOf(card)), card.language)
}

/** The card as plain text for notifications and for clients without cards, never empty. */
export function summaryOf(card: Card): string {
  return shorten(cardText(card, {addresses: true}).trim() || nameless, limits.summary)
}

/** What stands round the parts of every card. */
export function withFrame(body: readonly Part[], language: Card['language'], said: string): Payload {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: language,
    fallbackText: said,
    // Read out as it stands, or as SSML where it looks like that.
    speak: said.replace(/[<>&]/g, ' '),
    msteams: {width: 'Full'},
    body,
  }
}

function partsOf(block: Block, place: Place): Part[] {
  switch (block.kind) {
    case 'heading':
      return headingParts(block)
    case 'paragraph':
      return paragraphParts(block)
    case 'list':
      return listParts(block)
    case 'note':
      return noteParts(block)
    case 'quote':
      return quoteParts(block)
    case 'buttons':
      return buttonParts(block, place)
    case 'feedback':
      return feedbackParts(block, place)
    case 'file':
      return fileParts(block, place)
    case 'chart':
      return chartParts(block)
    default:
      return block satisfies never
  }
}

/** A text block has the role of a heading but reads Markdown, so it gets only what can be none. */
function headingParts({text: said}: Heading): Part[] {
  const line = toPlain(said)
  if (line === '') return []
  if (!isHarmless(line)) return paragraphs([text(line)], {weight: 'Bolder', size: 'Large'}, 'Medium')
  return [{type: 'TextBlock', text: line, style: 'heading', weight: 'Bolder', size: 'Large', wrap: true}]
}

/** Letters, digits, and signs that mean nothing in Markdown where they stand. */
function isHarmless(line: string): boolean {
  return (
    /^[\p{L}\p{M}\p{N} ,;:!?'"’‘“”()%…—–。，、？！：；（）-]*(?:\.(?: |$)[\p{L}\p{M}\p{N} ,;:!?'"’‘“”()%…—–-]*)*$/u.test(
      line,
    ) &&
    line.length <= limits.text &&
    !/^(?:\d+[.)]|[-–—])(?:\s|$)/.test(line) &&
    !/^-+$/.test(line)
  )
}

function paragraphParts({spans}: Paragraph): Part[] {
  return paragraphs(spans)
}

function listParts({ordered, items}: List): Part[] {
  return items.flatMap((item, i) => paragraphs([text(ordered ? `${i + 1}. ` : '• '), ...item], {}, 'Small'))
}

function noteParts({spans}: Note): Part[] {
  return paragraphs(spans, {size: 'Small', isSubtle: true})
}

function quoteParts({spans}: Quote): Part[] {
  const items = paragraphs(spans)
  return items.length === 0 ? [] : [{type: 'Container', style: 'emphasis', items}]
}

/** A block of runs for each line; the first one keeps its distance, the others stand close. */
function paragraphs(
  spans: readonly Span[],
  look: Look = {},
  spacing: 'Default' | 'Small' | 'Medium' = 'Default',
): Part[] {
  return toLines(spans, look).map((inlines: readonly TextRun[], i) => ({
    type: 'RichTextBlock',
    spacing: i === 0 ? spacing : 'Small',
    inlines,
  }))
}

function buttonParts({label, buttons}: Buttons, place: Place): Part[] {
  if (place.surface === 'inserted') return []
  const actions = buttons.filter(isPressable).map(button => buttonAction(button, place.surface))
  const above = label === undefined || actions.length === 0 ? [] : paragraphs([text(label)], {isSubtle: true})
  return [...above, ...rowsOf(actions)]
}

function wayParts(ways: readonly Way[] = []): Part[] {
  return rowsOf(ways.map(({title, url}) => ({type: 'Action.OpenUrl', title: shorten(title, limits.buttonText), url})))
}

/** A value is never cut, since it would name something else. */
function isPressable({value}: Button): boolean {
  return value.length <= limits.buttonValue
}

/** Buttons in rows, in their order; one whose label would be cut off has a row of its own. */
function rowsOf(actions: readonly Part[]): Part[] {
  const rows: Part[][] = []
  for (const action of actions) {
    const last = rows.at(-1)
    const fits = last !== undefined && last.length < limits.actionsInRow && ![action, ...last].some(isLong)
    if (fits) last.push(action)
    else rows.push([action])
  }
  return rows.map(row => (row.some(isLong) ? longButton(row) : {type: 'ActionSet', actions: row}))
}

/** What opens a dialog stays a button: not every client opens one from elsewhere. */
function isLong({title, data}: Part): boolean {
  return String(title).length > limits.buttonWidth && !(isPayload(data) && 'msteams' in data)
}

/** Clients cut off the label of a button that is wider than a phone, but wrap text, and text can be pressed too. */
function longButton([action]: readonly Part[]): Part {
  const items = paragraphs([{kind: 'strong', text: String(action?.['tooltip'] ?? action?.['title'])}])
  return {type: 'Container', style: 'emphasis', spacing: 'Small', selectAction: action, items}
}

/**
 * A press comes back as an invoke that can change the card, or as a message from clients that know no such thing. Only
 * what is submitted opens a dialog, and in a dialog nothing else works.
 */
function buttonAction({label, action, value, style, opens}: Button, surface: Surface, spoken?: string): Part {
  const data: ButtonData = {c: 'press', a: action, v: value}
  const said = toPlain(label) || nameless
  // Clients cut off what their column has no room for.
  const whole = spoken ?? (said.length > limits.buttonWidth ? shorten(said, limits.tooltip) : undefined)
  const shown = {
    title: shorten(said, limits.buttonText),
    ...(style === 'primary' ? {style: 'positive'} : {}),
    ...(whole === undefined ? {} : {tooltip: whole}),
  }
  if (surface === 'dialog') return {type: 'Action.Submit', ...shown, data}
  if (opens === 'form') return {type: 'Action.Submit', ...shown, data: {...data, msteams: {type: 'task/fetch'}}}
  return {type: 'Action.Execute', ...shown, verb: 'press', data, fallback: {type: 'Action.Submit', ...shown, data}}
}

function feedbackParts({action, value, chosen}: Feedback, {surface, ownThumbs, language}: Place): Part[] {
  const say = words[language]
  if (surface === 'inserted') return []
  if (chosen) return paragraphs([text(`${chosen === 'up' ? '👍' : '👎'} ${say.thanks}`)], {isSubtle: true})
  if (ownThumbs === true) return []
  const up = buttonAction({label: '👍', action, value: `up:${value}`}, surface, say.up)
  const down = buttonAction({label: '👎', action, value: `down:${value}`}, surface, say.down)
  return [{type: 'ActionSet', actions: [up, down]}]
}

/** A card holds no files: where none can be handed over beside it, it shows what stands in them. */
function fileParts({name, text: content}: File, {filesBeside}: Place): Part[] {
  const title = paragraphs([text('📎 '), {kind: 'code', text: name}])
  if (filesBeside === true) return title
  const items = paragraphs([{kind: 'code', text: shorten(content, limits.fileText)}], {size: 'Small'}, 'Small')
  return items.length === 0 ? title : [...title, {type: 'Container', style: 'emphasis', items}]
}

/**
 * Charts are drawn by Teams only. So the numbers stand below in words for everybody: for clients that draw none, and for
 * people who cannot read a picture. Picture and numbers are one part, so that neither goes without the other.
 */
function chartParts(chart: Chart): Part[] {
  const title = paragraphs([{kind: 'strong', text: chart.title}])
  const numbers = paragraphs([text(chartText({...chart, title: ''}))], {size: 'Small'}, 'Small')
  const points = chart.labels.length * chart.series.length
  if (points > limits.chartPoints) return [...title, ...numbers]
  const fallback = title.length === 0 ? 'drop' : {type: 'Container', items: title}
  return [{type: 'Container', items: [{...toChart(chart), fallback}, ...numbers]}]
}
