// Answers: from a question, in its conversation, to an Answer; the one path for chat, console and scripts.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Knowledge, Library} from '../knowledge/library.ts'
import type {Passage} from '../knowledge/passage.ts'
import type {Answer, Asked} from './answer.ts'
import {decide, languageOf} from './answer.ts'
import type {Offers} from './answer-card.ts'
import {withoutCourtesy} from './courtesy.ts'
import type {Leaning} from './follow-up.ts'
import {leaningOf, namesNothing, withoutNext} from './follow-up.ts'
import {KeptRankings} from './kept-rankings.ts'
import {placeIn} from './place.ts'
import type {Before, List, Ranked, Ranking} from './ranker.ts'
import {Ranker} from './ranker.ts'
import {smallTalkOf} from './small-talk.ts'

/** From this score on a short question is taken by itself: it bears the name of a passage, or nearly so. */
const standsAlone = 0.7

/** Answers questions from the library, always from its newest state. */
export class Answers {
  #knowledge: Knowledge
  #ranker: Ranker
  #rankings: KeptRankings
  /** What other rooms offer below a passage. */
  readonly offers: Offers

  /**
   * @param library where the knowledge comes from; a change there is taken over as a whole
   * @param offers what other rooms offer below a passage
   */
  constructor(library: Library, offers: Offers = () => []) {
    this.offers = offers
    this.#knowledge = library.knowledge
    this.#ranker = new Ranker(library.knowledge)
    this.#rankings = rankingsOf(this.#ranker)
    library.onChange(knowledge => {
      this.#ranker = new Ranker(knowledge)
      this.#rankings = rankingsOf(this.#ranker)
      this.#knowledge = knowledge
    })
  }

  /** What is known now. */
  get knowledge(): Knowledge {
    return this.#knowledge
  }

  /**
   * Answers a question. Takes any text and never throws; the time it takes is linear in the length of the text.
   * @param question as it was typed
   * @param before what was talked about in the conversation, if anything
   */
  answer(question: string, before?: Before): Answer {
    const language = (/\p{L}/u.test(question) ? undefined : before?.language) ?? languageOf(question)
    const talk = smallTalkOf(question)
    if (talk) return {decision: 'chat', talk, question, language, ranked: [], mended: []}
    if (!before) return decide({question, language, ranking: this.#rankings.of(question)})
    const talked = {...before, question: coreOf(before.question, this.#ranker)}
    const core = coreOf(question, this.#ranker)
    const leaning = leaningOf(core)
    const asked = {question, language, ranking: this.#rank(question, core, leaning, talked)}
    return this.#placed(asked, core, talked) ?? this.#next(asked, core, leaning, talked) ?? decide(asked)
  }

  /** @param core the question without courtesy; where it stands alone, the rankings see to that themselves */
  #rank(question: string, core: string, leaning: Leaning, before: Before): Ranking {
    if (leaning === 'none' || before.question === core) return this.#rankings.of(question)
    const alone = leaning === 'may' ? this.#rankings.of(question) : undefined
    if (alone && (alone.passages[0]?.score ?? 0) >= standsAlone) return alone
    const ranking = this.#ranker.rank(core, before)
    return namesNothing(core) ? {...ranking, guards: []} : ranking
  }

  /** The passages that answer a question, best first, whatever would be decided about it. */
  find(question: string): readonly Ranked[] {
    return this.#rankings.of(question).passages
  }

  /** What can be named by its place after this; undefined where there is no list. */
  listOf({passages: shown, list}: Before): List | undefined {
    if (shown.length > 1) return {ids: shown, of: 'choices'}
    const [only = ''] = shown
    const ids = this.#knowledge.passages.get(only)?.parts ?? []
    return ids.length > 0 ? {ids, of: 'parts'} : list
  }

  /** What the question names by its place among what was offered, or in the list of what was shown. */
  #placed(asked: Asked, core: string, before: Before): Answer | undefined {
    const place = placeIn(core)
    const list = place && this.listOf(before)
    // Choices are no stages: "the first step" after them is a question of its own.
    if (!list || (list.of === 'choices' && place.noun === 'part')) return undefined
    const passages = list.ids.flatMap(id => this.#knowledge.passages.get(id) ?? [])
    const passage = passages.at(place.at)
    if (passage) return {...chosen(asked, passage), list}
    if (passages.length === 0) return undefined
    // There is no such place: all that there are.
    const {question, language, ranking} = asked
    const ranked = ranking.passages.slice(0, 10)
    return {decision: 'choose', choices: passages, question, language, ranked, mended: []}
  }

  /** What comes after the step of a series that the question names, or else the one shown last. */
  #next(asked: Asked, core: string, leaning: Leaning, before: Before): Answer | undefined {
    if (leaning !== 'next') return undefined
    const named = this.#ranker.rank(withoutNext(core)).passages.slice(0, 3)
    const from = named.map(({passage}) => passage).find(passage => passage.next !== undefined)
    const last = this.#knowledge.passages.get(before.passages[0] ?? '')
    const step = (named[0]?.score ?? 0) > 0.15 ? (from ?? last) : (last ?? from)
    const list = before.list?.of === 'parts' ? before.list : undefined
    const beside = last && list?.ids.includes(last.id) ? list.ids[list.ids.indexOf(last.id) + 1] : undefined
    const next = this.#knowledge.passages.get(step?.next ?? beside ?? '')
    return next && {...chosen(asked, next), ...(list && next.id === beside ? {list} : {})}
  }
}

/** The answer that is one passage, whatever the ranking says. */
function chosen({question, language, ranking}: Asked, passage: Passage): Answer & {readonly decision: 'answer'} {
  const rest = ranking.passages.filter(each => each.passage !== passage)
  const ranked = [{passage, score: 1}, ...rest].slice(0, 10)
  return {decision: 'answer', passage, question, language, ranked, mended: ranking.mended}
}

function rankingsOf(ranker: Ranker): KeptRankings {
  return new KeptRankings(question => ranker.rank(coreOf(question, ranker)))
}

/** What is asked, without courtesy; who types a name or an ask word for word means just that. */
function coreOf(question: string, ranker: Ranker): string {
  return ranker.isName(question) ? question : withoutCourtesy(question)
}
