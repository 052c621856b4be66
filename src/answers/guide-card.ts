// Cards about the counselor itself: welcome, help, topics, about and small talk.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Block, Button, Card} from '../chat/card.ts'
import {buttons, heading, note, paragraph} from '../chat/card.ts'
import {text} from '../chat/prose.ts'
import type {Knowledge} from '../knowledge/library.ts'
import type {Chapter, Language, Passage, Source} from '../knowledge/passage.ts'
import {titleIn} from '../knowledge/passage.ts'
import {actions} from './actions.ts'
import {sourceSpan} from './answer-card.ts'
import {phrases} from './phrases.ts'
import type {SmallTalk} from './small-talk.ts'

/** What a card about the counselor is made from. */
export interface TalkView {
  readonly language: Language
  readonly knowledge: Knowledge
  /** Where else help leads to, such as to what other rooms do; nowhere else where it is left out. */
  readonly ways?: Ways
}

/** Buttons that lead to what other rooms do. */
export type Ways = (language: Language) => readonly Button[]

/** The answer to small talk. */
export function talkCard(talk: SmallTalk, {language, knowledge, ways}: TalkView): Card {
  const say = phrases[language]
  switch (talk) {
    case 'greeting':
      return welcomeCard(language)
    case 'thanks':
      return {language, blocks: [paragraph(say.thanks)]}
    case 'bye':
      return {language, blocks: [paragraph(say.bye)]}
    case 'empty':
      return {language, blocks: [paragraph(say.empty), examplesOf(language)]}
    case 'help':
      return helpCard(language, ways?.(language) ?? [])
    case 'topics':
      return topicsCard(language, knowledge)
    case 'about':
      return aboutCard(language, knowledge)
    default:
      return talk satisfies never
  }
}

/** The first card that a person sees. */
export function welcomeCard(language: Language): Card {
  const say = phrases[language]
  return {language, blocks: [heading(say.hello), paragraph(say.whatIDo), examplesOf(language)]}
}

function helpCard(language: Language, ways: readonly Button[]): Card {
  const say = phrases[language]
  const list: Block = {kind: 'list', ordered: false, items: say.howToAsk.map(line => [text(line)])}
  const topics = {label: say.allTopics, action: actions.topics, value: language}
  return {
    language,
    blocks: [heading(say.help), paragraph(say.whatIDo), list, buttons([topics, ...ways]), examplesOf(language)],
  }
}

function examplesOf(language: Language): Block {
  const say = phrases[language]
  return buttons(
    say.examples.map(question => ({label: question, action: actions.ask, value: question})),
    say.tryAsking,
  )
}

function topicsButton(language: Language, label: string): Block {
  return buttons([{label, action: actions.topics, value: language}])
}

/** The chapters, each as a button. */
export function topicsCard(language: Language, knowledge: Knowledge): Card {
  const say = phrases[language]
  const row: Button[] = chaptersOf(knowledge).map(chapter => ({
    label: titleIn(chapter, language),
    action: actions.chapter,
    value: `${chapter.id} ${language}`,
  }))
  return {language, blocks: [heading(say.topics), paragraph(say.topicsHint), buttons(row)]}
}

/** The topics of one chapter, each as a button; undefined where there is no such chapter. */
export function chapterCard(id: string, language: Language, knowledge: Knowledge): Card | undefined {
  const passages = answering(knowledge).filter(passage => passage.chapter.id === id)
  const [first] = passages
  if (!first) return undefined
  const row: Button[] = passages.map(passage => ({
    label: titleIn(passage, language),
    action: actions.read,
    value: `- ${passage.id} ${language}`,
  }))
  const blocks = [
    heading(titleIn(first.chapter, language)),
    buttons(row),
    topicsButton(language, phrases[language].backToTopics),
  ]
  return {language, blocks}
}

function aboutCard(language: Language, knowledge: Knowledge): Card {
  const say = phrases[language]
  const works = new Map<string, Source>()
  for (const source of answering(knowledge).flatMap(passage => passage.sources))
    works.set(`${source.work} ${source.part}`, source)
  const items = [...works.values()].map(source => sourceSpan(source, say))
  const blocks: Block[] = [
    heading(say.about),
    ...say.aboutLines.map(line => paragraph(line)),
    {kind: 'list', ordered: false, items},
  ]
  return {
    language,
    blocks: [...blocks, note('TODO Group OSPO Book: Ana Jiménez Santamaría, Chris Aniszczyk and contributors.')],
  }
}

function answering(knowledge: Knowledge): Passage[] {
  return [...knowledge.passages.values()].filter(passage => passage.kind !== 'coverage')
}

function chaptersOf(knowledge: Knowledge): Chapter[] {
  return [...new Map(answering(knowledge).map(({chapter}) => [chapter.id, chapter])).values()]
}
