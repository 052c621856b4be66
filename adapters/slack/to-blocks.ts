// A Card as Block Kit, one small function for each kind of block.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {
  AnyBlock,
  ContextActionsBlock,
  KnownBlock,
  MrkdwnElement,
  PlainTextElement,
  Button as SlackButton,
} from '@slack/types'
import type {Block, Button, Buttons, Card, Feedback, File, Heading, Note, Quote} from '../../src/chat/card.ts'
import {cardText} from '../../src/chat/card-text.ts'
import type {Made} from '../../src/chat/pattern.ts'
import {blankId, makingOf} from '../../src/chat/pattern.ts'
import type {List, Paragraph} from '../../src/chat/prose.ts'
import {strong, text as textSpan} from '../../src/chat/prose.ts'
import {chartBlocks} from './chart-blocks.ts'
import {shorten} from './cut-text.ts'
import {fitBlocks} from './guard.ts'
import type {Surface} from './limits.ts'
import {limits} from './limits.ts'
import {toMrkdwnParts, toPlain} from './to-mrkdwn.ts'
import {withId} from './with-id.ts'

/** A card for Slack. */
export interface Rendered {
  /** Blocks that Slack takes on that surface. */
  readonly blocks: AnyBlock[]
  /** The card as mrkdwn text for notifications and screen readers, never empty, {@link limits.messageText} at most. */
  readonly text: string
}

/** Where a block stands, as far as it looks different there. */
interface Place {
  readonly surface: Surface
  readonly language: Card['language']
}

/** The words that this renderer adds to a card. */
const words = {
  en: {
    thanks: 'Thank you',
    up: 'Good answer',
    down: 'Bad answer',
    upLabel: 'This answer helped',
    downLabel: 'This answer did not help',
  },
  zh: {thanks: '谢谢', up: '有帮助', down: '没有帮助', upLabel: '这个回答有帮助', downLabel: '这个回答没有帮助'},
} as const

/** What a button says that has nothing to say. */
const nameless = '…'

/** Renders a card. The same card always gives the same blocks, and Slack takes them whatever the card holds. */
export function toBlocks(card: Card, surface: Surface): Rendered {
  const making = surface === 'message' ? fittingMakingOf(card) : undefined
  if (!making) return rendered(card, surface)
  const {blocks, text} = shapeOf(making.pattern)
  return {blocks: withId(blocks, making.id), text}
}

/**
 * A card as the content of a message in JSON text, the same as that of {@link toBlocks}; patterns are written once, and
 * only their id comes new into the text.
 */
export function toMessageJson(card: Card): string {
  const making = fittingMakingOf(card)
  if (!making) return JSON.stringify(rendered(card, 'message'))
  const {pattern, id} = making
  const json = patternTexts.get(pattern) ?? JSON.stringify(shapeOf(pattern))
  patternTexts.set(pattern, json)
  return json.replaceAll(blankId, () => JSON.stringify(id).slice(1, -1))
}

/** A longer id might not fit where the blank one does. */
function fittingMakingOf(card: Card): Made | undefined {
  const making = makingOf(card)
  return making && making.id.length <= blankId.length ? making : undefined
}

/** What patterns look like in messages; nobody changes either. */
const patternShapes = new WeakMap<Card, Rendered>()
const patternTexts = new WeakMap<Card, string>()

function shapeOf(pattern: Card): Rendered {
  const shape = patternShapes.get(pattern) ?? rendered(pattern, 'message')
  patternShapes.set(pattern, shape)
  return shape
}

function rendered(card: Card, surface: Surface): Rendered {
  const place = {surface, language: card.language}
  const blocks = withNumbers(card.blocks.flatMap(block => knownBlocksOf(block, place)))
  return {blocks: fitBlocks(blocks, surface, {language: card.language}), text: fallback(card)}
}

/** The action of a button by its `action_id`, which carries a number behind a `#` to be unique. */
export function actionOf(actionId: string): string {
  return actionId.replace(/#\d+$/, '')
}

function fallback(card: Card): string {
  const parts = card.blocks.map(fallbackOf).filter(part => part !== '')
  const whole = parts.join('\n\n')
  if (whole.length < limits.messageText) return whole === '' ? nameless : whole
  const [first, ...more] = toMrkdwnParts([textSpan(cardText(card, {buttons: true}))], {max: limits.messageText - 1})
  if (first === undefined) return nameless
  return more.length > 0 ? `${first}…` : first
}

/** The text of one block; parts that stand on lines of their own change nothing of each other. */
function fallbackOf(block: Block): string {
  const known = fallbacks.get(block)
  if (known !== undefined) return known
  const [text = '', ...more] = toMrkdwnParts([textSpan(cardText({language: 'en', blocks: [block]}, {buttons: true}))], {
    max: Number.POSITIVE_INFINITY,
  })
  const whole = [text, ...more].join('\n')
  if (isLasting(block)) fallbacks.set(block, whole)
  return whole
}

/** What blocks look like that stand in card after card, such as those of a passage; nobody changes either. */
const shapes = new WeakMap<Block, KnownBlock[]>()
const fallbacks = new WeakMap<Block, string>()

/** True for blocks that look the same everywhere; those with buttons carry what they belong to. */
function isLasting({kind}: Block): boolean {
  return kind !== 'buttons' && kind !== 'feedback' && kind !== 'file'
}

function knownBlocksOf(block: Block, place: Place): KnownBlock[] {
  const known = shapes.get(block)
  if (known !== undefined) return known
  const shape = blocksOf(block, place)
  if (isLasting(block)) shapes.set(block, shape)
  return shape
}

function blocksOf(block: Block, place: Place): KnownBlock[] {
  switch (block.kind) {
    case 'heading':
      return headingBlocks(block)
    case 'paragraph':
      return paragraphBlocks(block)
    case 'list':
      return listBlocks(block)
    case 'note':
      return noteBlocks(block)
    case 'quote':
      return quoteBlocks(block)
    case 'buttons':
      return buttonBlocks(block)
    case 'feedback':
      return feedbackBlocks(block, place)
    case 'file':
      return fileBlocks(block)
    case 'chart':
      return chartBlocks(block, place.surface)
    default:
      return block satisfies never
  }
}

function headingBlocks({text}: Heading): KnownBlock[] {
  const line = toPlain(text)
  if (line === '') return []
  if (line.length > limits.headerText) return toMrkdwnParts([strong(text)]).map(section)
  return [{type: 'header', text: plain(line, limits.headerText)}]
}

function paragraphBlocks({spans}: Paragraph): KnownBlock[] {
  return toMrkdwnParts(spans).map(section)
}

function listBlocks({ordered, items}: List): KnownBlock[] {
  const lines = items.flatMap((item, i) => toMrkdwnParts([textSpan(ordered ? `${i + 1}. ` : '• '), ...item]))
  return gathered(lines).map(section)
}

/** As many lines together as one section takes. */
function gathered(lines: readonly string[]): string[] {
  const out: string[] = []
  for (const line of lines) {
    const longer = `${out.at(-1)}\n${line}`
    if (out.length > 0 && longer.length <= limits.text) out[out.length - 1] = longer
    else out.push(line)
  }
  return out
}

function noteBlocks({spans}: Note): KnownBlock[] {
  return toMrkdwnParts(spans).map(context)
}

function quoteBlocks({spans}: Quote): KnownBlock[] {
  const frame = (mrkdwn: string) => mrkdwn.replace(/^/gm, '> ')
  return toMrkdwnParts(spans, {frame}).map(section)
}

function buttonBlocks({label, buttons}: Buttons): KnownBlock[] {
  const above = label === undefined || buttons.length === 0 ? [] : toMrkdwnParts([textSpan(label)]).map(context)
  const count = Math.ceil(buttons.length / limits.buttonsInRow)
  const rows = Array.from({length: count}, (_, i) =>
    buttons.slice(i * limits.buttonsInRow, (i + 1) * limits.buttonsInRow),
  )
  return [...above, ...rows.map(row => ({type: 'actions' as const, elements: row.map(button)}))]
}

function button({label, action, value, style}: Button): SlackButton {
  return {
    type: 'button',
    text: plain(toPlain(label) || nameless, limits.buttonText),
    action_id: action,
    // Slack refuses an empty value, and sends none back where there is none.
    ...(value === '' ? {} : {value}),
    ...(style === 'primary' ? {style} : {}),
  }
}

/** Native thumbs stand in messages only; elsewhere they are two buttons that carry the same. */
function feedbackBlocks({action, value, chosen}: Feedback, {surface, language}: Place): KnownBlock[] {
  const say = words[language]
  if (chosen) return [context(`${chosen === 'up' ? '👍' : '👎'} ${say.thanks}`)]
  if (surface === 'message') return [thumbs(action, value, say)]
  const up = {...button({label: '👍', action, value: `up:${value}`}), accessibility_label: say.upLabel}
  const down = {...button({label: '👎', action, value: `down:${value}`}), accessibility_label: say.downLabel}
  return [{type: 'actions', elements: [up, down]}]
}

function thumbs(action: string, value: string, say: (typeof words)[Card['language']]): ContextActionsBlock {
  const thumb = (label: string, spoken: string, means: string) => ({
    text: plain(label, limits.buttonText),
    accessibility_label: spoken,
    value: means,
  })
  const positive_button = thumb(say.up, say.upLabel, `up:${value}`)
  const negative_button = thumb(say.down, say.downLabel, `down:${value}`)
  return {
    type: 'context_actions',
    elements: [{type: 'feedback_buttons', action_id: action, positive_button, negative_button}],
  }
}

/** Names the file; whoever sends the card uploads it, since a block cannot hold one. */
function fileBlocks({name}: File): KnownBlock[] {
  return toMrkdwnParts([textSpan('📎 '), {kind: 'code', text: name}]).map(context)
}

function section(mrkdwn: string): KnownBlock {
  return {type: 'section', text: markup(mrkdwn), expand: true}
}

function context(mrkdwn: string): KnownBlock {
  return {type: 'context', elements: [markup(mrkdwn)]}
}

/** `verbatim`: Slack looks for no names and addresses by itself. */
function markup(text: string): MrkdwnElement {
  return {type: 'mrkdwn', text, verbatim: true}
}

function plain(text: string, max: number): PlainTextElement {
  return {type: 'plain_text', text: shorten(text, max), emoji: true}
}

/**
 * Numbers behind the actions make them unique in the card. Blocks get no ids: Slack gives new ones to each block of
 * each version of a message, which is what it asks for.
 */
function withNumbers(blocks: readonly KnownBlock[]): KnownBlock[] {
  let count = 0
  const numbered = <E extends {action_id?: string}>(element: E): E => ({
    ...element,
    action_id: `${element.action_id}#${++count}`,
  })
  return blocks.map(block => {
    if (block.type === 'actions') return {...block, elements: block.elements.map(numbered)}
    if (block.type === 'context_actions') return {...block, elements: block.elements.map(numbered)}
    return block
  })
}
