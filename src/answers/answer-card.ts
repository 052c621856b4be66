// An Answer as a Card: what a person reads, in the language in which they asked.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Block, Button, Card} from '../chat/card.ts'
import {buttons, heading, note, paragraph} from '../chat/card.ts'
import {blankId, fromPattern} from '../chat/pattern.ts'
import type {Span} from '../chat/prose.ts'
import {link, text} from '../chat/prose.ts'
import type {Knowledge} from '../knowledge/library.ts'
import {nobody, ownerName} from '../knowledge/owners.ts'
import type {Language, Passage, Source} from '../knowledge/passage.ts'
import {textIn, titleIn} from '../knowledge/passage.ts'
import {actions} from './actions.ts'
import type {Answer} from './answer.ts'
import type {Excerpt} from './excerpt.ts'
import {excerptOf} from './excerpt.ts'
import type {Phrases} from './phrases.ts'
import {phrases} from './phrases.ts'
import {Recent} from './recent.ts'

/** The most buttons to read on with. */
const maxRelated = 3

/** Buttons of other rooms that stand below a passage. */
export type Offers = (passage: Passage, language: Language) => readonly Button[]

/** Everything that an answer card is made from. */
export interface AnswerView {
  readonly answer: Exclude<Answer, {readonly decision: 'chat'}>
  /** The id under which the answer was noted; buttons carry it, never the question. */
  readonly id: string
  readonly knowledge: Knowledge
  /** True where only one person sees it and could show it to the others. */
  readonly shareable: boolean
  /** What other rooms offer below a passage; nothing where it is left out. */
  readonly offers?: Offers
}

/** The card of an answer. */
export function answerCard(view: AnswerView): Card {
  const key = [view.answer.language, view.shareable, ...shownIn(view.answer)].join(' ')
  const pattern = patternsOf(view).of(key, () => newAnswerCard({...view, id: blankId}))
  return fromPattern(pattern, view.id)
}

/** What tells the card of an answer from others: its decision, the ids of what it shows, and the words it read otherwise. */
function shownIn(answer: AnswerView['answer']): readonly string[] {
  switch (answer.decision) {
    case 'answer':
      return [answer.decision, answer.passage.id, ...answer.mended]
    case 'choose':
      return [answer.decision, ...answer.choices.map(({id}) => id), '', ...answer.mended]
    case 'not-covered':
      return [answer.decision, answer.topic.id]
    case 'unknown':
      return [answer.decision]
    default:
      return answer satisfies never
  }
}

function newAnswerCard(view: AnswerView): Card {
  const {answer} = view
  const say = phrases[answer.language]
  const card = (blocks: readonly Block[]): Card => ({language: answer.language, blocks})
  switch (answer.decision) {
    case 'answer':
      return card([...newPassageCard(viewOf(answer.passage, view)).blocks, ...mendedNote(answer.mended, say)])
    case 'choose':
      return card([...choiceBlocks(answer.choices, view), ...mendedNote(answer.mended, say)])
    case 'not-covered':
      return newTopicCard(viewOf(answer.topic, view))
    case 'unknown':
      return card([
        heading(say.unknown),
        paragraph(say.unknownNext),
        buttons([
          askAPerson(view, say),
          {label: say.topics, action: actions.topics, value: answer.language},
          {label: say.agree, action: actions.agree, value: `${view.id} - ${answer.language}`},
        ]),
      ])
    default:
      return answer satisfies never
  }
}

/** What {@link passageCard} needs to know. */
export interface PassageView {
  readonly passage: Passage
  readonly language: Language
  /** The id of the answer that led here. */
  readonly id: string
  readonly knowledge: Knowledge
  /** True to show all of it, whatever its length. */
  readonly whole: boolean
  /** True where only one person sees it and could show it to the others. */
  readonly shareable: boolean
  /** What other rooms offer below a passage; nothing where it is left out. */
  readonly offers?: Offers
}

/** The card of one passage, as an answer shows it. */
export function passageCard(view: PassageView): Card {
  return shown('passage', view, newPassageCard)
}

function newPassageCard(view: PassageView): Card {
  const {passage, language} = view
  const say = phrases[language]
  const {prose, whole, title, foreign, sources} = leafOf(passage, language, view.whole)
  const value = `${view.id} ${passage.id} ${language}${view.shareable ? ' mine' : ''}`
  const blocks: Block[] = [title, ...prose, ...foreign]
  if (!whole) blocks.push(buttons([{label: say.showAll, action: actions.readAll, value}]))
  blocks.push(...sources)
  const on = passage.related.flatMap(id => view.knowledge.passages.get(id) ?? []).slice(0, maxRelated)
  if (on.length > 0)
    blocks.push(
      buttons(
        on.map(each => readButton(each, language, view.id)),
        say.related,
      ),
    )
  blocks.push({kind: 'feedback', action: actions.rate, value: view.whole ? `${value} all` : value})
  const share = view.shareable ? [{label: say.share, action: actions.share, value}] : []
  const offered = view.offers?.(passage, language) ?? []
  blocks.push(buttons([{label: say.askAPerson, action: actions.handOver, value, opens: 'form'}, ...share, ...offered]))
  return {language, blocks}
}

/** The card with the thumb lit that its person has pressed. */
export function withThumb(card: Card, chosen: 'up' | 'down' | undefined): Card {
  if (chosen === undefined) return card
  return {...card, blocks: card.blocks.map(block => (block.kind === 'feedback' ? {...block, chosen} : block))}
}

function shown(kind: string, view: PassageView, make: (view: PassageView) => Card): Card {
  const key = [kind, view.passage.id, view.language, view.shareable, view.whole].join(' ')
  const pattern = patternsOf(view).of(key, () => make({...view, id: blankId}))
  return fromPattern(pattern, view.id)
}

/** How many patterns are kept for one state of the knowledge base, with about twenty kilobytes each. */
const mostPatterns = 1_000

/** What cards look like, whoever asked, by what is offered in them; they go with their state of the knowledge base. */
const patterns = new WeakMap<Knowledge, WeakMap<Offers, Recent<Card>>>()

function patternsOf({knowledge, offers = noOffers}: Pick<AnswerView, 'knowledge' | 'offers'>): Recent<Card> {
  const byOffers = patterns.get(knowledge) ?? new WeakMap<Offers, Recent<Card>>()
  patterns.set(knowledge, byOffers)
  const known = byOffers.get(offers) ?? new Recent<Card>(mostPatterns)
  byOffers.set(offers, known)
  return known
}

const noOffers: Offers = () => []

/** What a card shows of a passage, whatever is offered below it. */
interface Leaf extends Excerpt {
  readonly title: Block
  /** That the text is in another language, where it is. */
  readonly foreign: readonly Block[]
  readonly sources: readonly Block[]
}

function leafOf(passage: Passage, language: Language, isWhole: boolean): Leaf {
  const say = phrases[language]
  const own = textIn(passage, language)
  const isForeign = language !== 'en' && passage.texts[language] === undefined
  return {
    ...(isWhole ? {prose: own, whole: true} : excerptOf(own)),
    title: heading(titleIn(passage, language)),
    foreign: isForeign ? [note(say.onlyEnglish)] : [],
    sources: passage.sources.length > 0 ? [note(sourceSpans(passage.sources, say))] : [],
  }
}

function viewOf(passage: Passage, {answer, ...view}: AnswerView): PassageView {
  return {...view, passage, language: answer.language, whole: false}
}

function choiceBlocks(choices: readonly Passage[], view: AnswerView): Block[] {
  const {language} = view.answer
  const say = phrases[language]
  const none: Button = {label: say.noneOfThese, action: actions.none, value: `${view.id} ${language}`}
  return [paragraph(say.didYouMean), buttons([...choices.map(each => readButton(each, language, view.id)), none])]
}

/** The card of a topic that we do not cover: what we do not answer, whom to ask, and the background. */
export function topicCard(view: PassageView): Card {
  return shown('topic', view, newTopicCard)
}

function newTopicCard(view: PassageView): Card {
  const {passage: topic, language, knowledge} = view
  const blocks: Block[] = [
    heading(titleIn(topic, language)),
    ...textIn(topic, language),
    ...ownerBlocks(topic.owner, knowledge, language),
  ]
  const background = knowledge.passages.get(topic.background ?? '')
  if (background) blocks.push(buttons([readButton(background, language, view.id)], phrases[language].background))
  const value = `${view.id} ${topic.id} ${language}${view.shareable ? ' mine' : ''}`
  blocks.push({kind: 'feedback', action: actions.rate, value})
  if (topic.owner !== nobody) {
    blocks.push(buttons([{label: phrases[language].askAPerson, action: actions.handOver, value, opens: 'form'}]))
  }
  return {language, blocks}
}

/**
 * Whom to ask, and how to reach them.
 * @param role a role of the owners; an unknown one is named as it stands, `nobody` is not named
 */
export function ownerBlocks(role: string, knowledge: Knowledge, language: Language): Block[] {
  if (role === nobody) return []
  const say = phrases[language]
  const owner = knowledge.owners.get(role)
  const desk = owner ? ownerName(owner, language) : role
  const how = owner?.contact === undefined ? say.noContact : say.contact(owner.contact)
  return [paragraph([{kind: 'strong', text: say.whomToAsk(desk)}, text(language === 'zh' ? how : ` ${how}`)])]
}

function mendedNote(mended: readonly string[], say: Phrases): Block[] {
  return mended.length > 0 ? [note(say.readAs([...new Set(mended)].join(', ')))] : []
}

function readButton(passage: Passage, language: Language, id: string): Button {
  return {label: titleIn(passage, language), action: actions.read, value: `${id} ${passage.id} ${language}`}
}

function askAPerson(view: AnswerView, say: Phrases): Button {
  return {label: say.askAPerson, action: actions.handOver, value: `${view.id} - ${view.answer.language}`, opens: 'form'}
}

function sourceSpans(sources: readonly Source[], say: Phrases): Span[] {
  const label = sources.length > 1 ? say.sources : say.source
  return [text(label), ...sources.flatMap((source, i) => [...(i > 0 ? [text('; ')] : []), ...sourceSpan(source, say)])]
}

/** One source in a line: work, part, year, licence; the work links to where it is found. */
export function sourceSpan(source: Source, say: Phrases): Span[] {
  const work = source.link === undefined ? text(source.work) : link(source.work, source.link)
  const part = source.part === '' ? '' : `, ${source.part}`
  return [work, text(`${part} (${source.year}), ${say.licence}${source.licence}`)]
}
