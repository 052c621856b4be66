// Keeps blocks within what Slack takes: finds what it would refuse, and splits or shortens until nothing is left to refuse.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {AnyBlock} from '@slack/types'
import type {Part, Violation} from './check-block.ts'
import {checkBlock, isPart, partsOf, wrong} from './check-block.ts'
import {piecesOf, shorten} from './cut-text.ts'
import type {Surface} from './limits.ts'
import {limits, maxBlocks} from './limits.ts'

/** What the blocks alone do not tell. */
export interface GuardOptions {
  /** True where the modal has a submit button, without which Slack takes no inputs. */
  readonly submit?: boolean
  /** The language of the line that tells of an omission; English where it is left out. */
  readonly language?: 'en' | 'zh'
}

const omission: Readonly<Record<'en' | 'zh', string>> = {
  en: 'This is too long for Slack: something was left out here.',
  zh: '内容超出了 Slack 的限制，此处有所省略。',
}

/** Everything that Slack would refuse, in the order of the blocks; nothing where it takes them all. */
export function guardBlocks(blocks: readonly AnyBlock[], surface: Surface, options: GuardOptions = {}): Violation[] {
  const alone = blocks.flatMap((block, i) => checkBlock(block, surface, `blocks[${i}]`))
  const size = sum(blocks.map(block => sizeOf(block, surface)))
  const many = wrong('blocks', 'too-many', `${blocks.length}, Slack takes ${maxBlocks[surface]}`)
  const large = wrong('blocks', 'too-large', `${size} of ${room(surface)} bytes`)
  return [
    ...alone,
    ...together(blocks, surface, options).values(),
    ...duplicates(blocks),
    ...(blocks.length > maxBlocks[surface] ? [many] : []),
    ...(size > room(surface) ? [large] : []),
  ]
}

/**
 * Blocks that Slack takes: too long texts are split, or shortened to an ellipsis, rows are regrouped, ids made unique,
 * and what cannot be mended is left out, which a last line then tells. A value is never cut, since it would name
 * something else. Returns blocks for every input and throws nothing.
 */
export function fitBlocks(blocks: readonly AnyBlock[], surface: Surface, options: GuardOptions = {}): AnyBlock[] {
  let lost = false
  const lose = () => {
    lost = true
  }
  const sound = blocks.flatMap(block => (isSound(block, surface) ? [block] : mended(block, surface, lose)))
  const strays = together(sound, surface, options)
  const kept = packed(withUniqueIds(sound.filter((_, i) => !strays.has(i))), surface)
  const note: AnyBlock = {type: 'context', elements: [{type: 'plain_text', text: omission[options.language ?? 'en']}]}
  return lost || strays.size > 0 || !hasRoom(kept.map(measured(surface)), surface) ? trimmed(kept, note, surface) : kept
}

/** What is wrong with the blocks, by number, that cannot stand beside those before them, or not in this view. */
function together(blocks: readonly AnyBlock[], surface: Surface, options: GuardOptions): Map<number, Violation> {
  const strays = new Map<number, Violation>()
  const counts = new Map<string, number>()
  let markdown = 0
  for (const [i, block] of blocks.entries()) {
    const kind = isPart(block) ? String(block['type']) : ''
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    if (kind === 'markdown') markdown += textLength(block)
    const at = `blocks[${i}]`
    if (kind === 'table' && count > limits.tables) strays.set(i, wrong(at, 'too-many', 'one more table'))
    if (kind === 'data_visualization' && count > limits.charts) strays.set(i, wrong(at, 'too-many', 'one more chart'))
    if (kind === 'markdown' && markdown > limits.markdownText)
      strays.set(i, wrong(at, 'too-long', `${markdown} in sum`))
    const unsent = kind === 'input' && surface === 'modal' && options.submit !== true
    if (unsent) strays.set(i, wrong(at, 'needs-submit', 'an input in a modal without submit'))
  }
  return strays
}

function duplicates(blocks: readonly AnyBlock[]): Violation[] {
  const seen = new Set<string>()
  const isSecond = (id: string) => seen.size === seen.add(id).size
  return blocks.flatMap((block, i) => {
    const ids = known(idsIn, block, idsOf)
    return ids.filter(isSecond).map(id => wrong(`blocks[${i}]`, 'duplicate-id', `${id} for the second time`))
  })
}

function idsOf(block: AnyBlock): readonly string[] {
  return partsOf(block).flatMap(({block_id, action_id}) => [
    ...(block_id === undefined ? [] : [`block_id ${String(block_id)}`]),
    ...(action_id === undefined ? [] : [`action_id ${String(action_id)}`]),
  ])
}

/** What was found out about blocks that are shown again and again; nobody changes a block once it is made. */
const soundOn: Readonly<Record<Surface, WeakMap<AnyBlock, boolean>>> = {
  message: new WeakMap(),
  home: new WeakMap(),
  modal: new WeakMap(),
}
const weights = new WeakMap<AnyBlock, number>()
const idsIn = new WeakMap<AnyBlock, readonly string[]>()

/** What is known of a block, found out the first time; blocks with buttons are new in each message. */
function known<T>(facts: WeakMap<AnyBlock, T>, block: AnyBlock, find: (block: AnyBlock) => T): T {
  if (!isPart(block) || block.type === 'actions' || block.type === 'context_actions') return find(block)
  const fact = facts.get(block)
  if (fact !== undefined) return fact
  const found = find(block)
  facts.set(block, found)
  return found
}

function isSound(block: AnyBlock, surface: Surface): boolean {
  return known(soundOn[surface], block, each => checkBlock(each, surface).length === 0)
}

/** The block in as many blocks as it takes; none where it is beyond mending. */
function mended(block: AnyBlock, surface: Surface, lose: () => void): AnyBlock[] {
  const all = isPart(block) ? variants(withFairId(block), surface, lose) : []
  const sound = all.filter(each => checkBlock(each, surface).length === 0)
  if (sound.length === 0 || sound.length < all.length) lose()
  return asBlocks(sound)
}

function variants(block: Part, surface: Surface, lose: () => void): Part[] {
  const soundOnly = (elements: readonly Part[]) => {
    const sound = elements.filter(each => checkBlock({...block, elements: [each]}, surface).length === 0)
    if (sound.length < elements.length) lose()
    return sound
  }
  switch (block['type']) {
    case 'header':
      return [{...block, text: shortText(block['text'], limits.headerText)}]
    case 'section':
      return sections(withFairSides(block, lose))
    case 'context':
      return rows(block, limits.contextElements, soundOnly(partsIn(block).map(each => shortText(each, limits.text))))
    case 'actions':
      return rows(block, limits.actionsElements, soundOnly(partsIn(block).map(withShortLabel)))
    case 'context_actions':
      return rows(block, limits.contextActionsElements, soundOnly(partsIn(block)))
    case 'markdown':
      return [{...block, text: shorten(String(block['text']), limits.markdownText - limits.blockWeight)}]
    default:
      return [block]
  }
}

/** An id that Slack would refuse is left to Slack. */
function withFairId(block: Part): Part {
  const {block_id: id, ...rest} = block
  return typeof id === 'string' && id !== '' && id.length <= limits.blockId ? block : rest
}

/** A section without the fields or the accessory that Slack would refuse. */
function withFairSides({fields, accessory, ...rest}: Part, lose: () => void): Part {
  const fair = (side: Part) =>
    Object.values(side)[0] === undefined || checkBlock({type: 'section', text: blank, ...side}, 'modal').length === 0
  const sides = [{fields}, {accessory}].filter(fair)
  if (sides.length < 2) lose()
  return Object.assign({...rest}, ...sides) as Part
}

const blank = {type: 'plain_text', text: '…'}

function sections(block: Part): Part[] {
  const text = block['text']
  if (!isPart(text) || typeof text['text'] !== 'string') return [block]
  const [first, ...more] = piecesOf(text['text'], limits.text).map(piece => ({...text, text: piece}))
  return [{...block, text: first}, ...more.map(each => ({type: 'section', text: each}))]
}

function rows(block: Part, max: number, elements: readonly Part[]): Part[] {
  const count = Math.ceil(elements.length / max)
  return Array.from({length: count}, (_, i) => ({...block, elements: elements.slice(i * max, (i + 1) * max)}))
}

function partsIn(block: unknown): Part[] {
  const elements = isPart(block) ? block['elements'] : undefined
  return Array.isArray(elements) ? elements.filter(isPart) : []
}

function withShortLabel(element: Part): Part {
  return element['type'] === 'button' ? {...element, text: shortText(element['text'], limits.buttonText)} : element
}

function shortText(text: unknown, max: number): Part {
  const part = isPart(text) ? text : {}
  return typeof part['text'] === 'string' ? {...part, text: shorten(part['text'], max)} : part
}

/** Blocks were never anything but objects with a kind. */
function asBlocks(parts: readonly Part[]): AnyBlock[] {
  return parts.map(part => part as Part & AnyBlock)
}

/** A second id of the same name is left to Slack for a block, and numbered anew for an element. */
function withUniqueIds(blocks: readonly AnyBlock[]): readonly AnyBlock[] {
  if (duplicates(blocks).length === 0) return blocks
  const seen = new Set<unknown>()
  return blocks.map(block => {
    const {block_id, ...rest} = block
    const once = block_id === undefined || seen.has(`block ${block_id}`) ? rest : block
    seen.add(`block ${block_id}`)
    return withUniqueActions(once, seen) as AnyBlock
  })
}

function withUniqueActions(value: unknown, seen: Set<unknown>): unknown {
  if (Array.isArray(value)) return value.map(each => withUniqueActions(each, seen))
  if (!isPart(value)) return value
  const copy: Record<string, unknown> = {}
  for (const [key, inner] of Object.entries(value))
    copy[key] = key === 'action_id' ? unique(String(inner), seen) : withUniqueActions(inner, seen)
  return copy
}

function unique(id: string, seen: Set<unknown>): string {
  const base = id.replace(/#\d+$/, '').slice(0, limits.actionId - 6)
  let free = id
  for (let n = 1; seen.has(free); n++) free = `${base}#${n}`
  seen.add(free)
  return free
}

/** Neighbouring rows of buttons are joined where there are too many blocks. */
function packed(blocks: readonly AnyBlock[], surface: Surface): AnyBlock[] {
  if (blocks.length <= maxBlocks[surface]) return [...blocks]
  const out: AnyBlock[] = []
  for (const block of blocks) {
    const last = out.at(-1)
    const both = block.type === 'actions' && last?.type === 'actions' ? [...partsIn(last), ...partsIn(block)] : []
    if (last && both.length > 0 && both.length <= limits.actionsElements)
      out[out.length - 1] = Object.assign({}, last, {elements: both})
    else out.push(block)
  }
  return out
}

/** A block with what it takes of the room of its surface; loud where a person can do something with it. */
interface Measured {
  readonly block: AnyBlock
  readonly size: number
  readonly loud: boolean
}

function measured(surface: Surface): (block: AnyBlock) => Measured {
  return block => ({block, size: sizeOf(block, surface), loud: /actions|input/.test(block.type)})
}

/** Drops from the end of what takes most room, the texts or the buttons, until all fit with the note. */
function trimmed(blocks: readonly AnyBlock[], note: AnyBlock, surface: Surface): AnyBlock[] {
  const left = blocks.map(measured(surface))
  const last = measured(surface)(note)
  while (left.length > 0 && !hasRoom([...left, last], surface)) {
    const share = (loud: boolean) => sum(left.filter(each => each.loud === loud).map(each => each.size))
    const loud = share(true) > share(false)
    const at = left.findLastIndex(each => each.loud === loud)
    left.splice(at, 1)
  }
  return [...left, last].map(each => each.block)
}

function hasRoom(blocks: readonly Measured[], surface: Surface): boolean {
  return blocks.length <= maxBlocks[surface] && sum(blocks.map(each => each.size)) <= room(surface)
}

function room(surface: Surface): number {
  return surface === 'message' ? limits.messageWeight : limits.viewBytes
}

function textLength(block: AnyBlock): number {
  return 'text' in block && typeof block.text === 'string' ? block.text.length : 0
}

/** In bytes: the texts and a flat weight in a message, all of the block in a view. */
function sizeOf(block: AnyBlock, surface: Surface): number {
  return surface === 'message' ? known(weights, block, weightOf) : Buffer.byteLength(JSON.stringify(block)) + 1
}

function weightOf(block: AnyBlock): number {
  const texts = partsOf(block).map(({text}) => (typeof text === 'string' ? Buffer.byteLength(text) : 0))
  return sum(texts) + limits.blockWeight
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
