// The results of a wave as a Card and as a table: the same for everybody.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Block, Button, Card, Chart, File} from '../chat/card.ts'
import {buttons, heading, note, paragraph} from '../chat/card.ts'
import {csvOf} from '../chat/csv.ts'
import type {Span} from '../chat/prose.ts'
import {strong, text} from '../chat/prose.ts'
import type {Language} from '../knowledge/passage.ts'
import {caps} from './anonymity.ts'
import {wordsIn} from './definition.ts'
import {otherActions, pulseActions, pulseValue} from './pulse-actions.ts'
import {pulsePhrases} from './pulse-phrases.ts'
import type {Results, StatementResult} from './results.ts'
import {verdictOn} from './results.ts'
import type {Trend} from './trend.ts'
import {trendOf} from './trend.ts'
import type {Outcome, Statement, Wave} from './wave.ts'

/** A wave and what came of it. */
export interface Concluded {
  readonly wave: Pick<Wave, 'id' | 'statements' | 'comment'>
  readonly outcome: Outcome
  /** What came of the waves of its series so far, oldest first; this one is the last. */
  readonly history: readonly Outcome[]
  /** What anything needs. */
  readonly minimum: number
  readonly language: Language
  /** True where it is shown in a channel, in which tips can be sent. */
  readonly inChannel: boolean
}

/** How many waves the trend shows, and how many texts the card. */
const most = {waves: 12, words: 10}

/** The results, or that there are none. */
export function resultCard(concluded: Concluded): Card {
  const {outcome, minimum, language} = concluded
  const say = pulsePhrases[language].results
  const {results, day, done} = outcome
  const top = heading(say.title(day))
  if (!results) return {language, blocks: [top, paragraph(say.discarded(minimum))]}
  const trend = trendIn(concluded)
  const blocks: Block[] = [
    top,
    note(say.answers(results.answers)),
    ...(done === '' ? [] : [paragraph([strong(say.since)]), {kind: 'quote', spans: [text(done)]} as const]),
    ...indexBlocks(results, trend, language),
    barsOf(concluded, results),
    {kind: 'list', ordered: false, items: results.statements.map(each => lineOf(each, concluded, trend))},
    ...groupBlocks(concluded, results),
    ...trendBlocks(concluded),
    ...wordBlocks(results, concluded),
    ...weakestBlocks(results, concluded),
    buttons([{label: say.table, action: pulseActions.table, value: pulseValue(concluded.wave.id, language)}]),
    note(say.deleted),
  ]
  return {language, blocks}
}

/** The published table as a file. */
export function resultTable(concluded: Concluded): File {
  const {wave, outcome, language} = concluded
  const say = pulsePhrases[language].results
  const name = `pulse-${outcome.day}.csv`
  const {results} = outcome
  if (!results) return {kind: 'file', name, type: 'text/csv', text: csvOf([say.columns])}
  const trend = trendIn(concluded)
  const lines = results.statements.map(({id, score, agree}) => {
    const statement = wave.statements.find(each => each.id === id)
    const change = trend.statements[id]
    const words = [
      statement ? wordsIn(statement.area, language) : id,
      statement ? wordsIn(statement.text, language) : '',
    ]
    const agreed = agree === undefined ? '' : shownText(agree, language)
    return [...words, ...judged(score?.points, language), agreed, change ? say.changes[change] : '']
  })
  const index = [
    say.allIndex,
    '',
    ...judged(results.index?.points, language),
    '',
    trend.index ? say.changes[trend.index] : '',
  ]
  const groups = results.groups.flatMap(({name: group, answers, points}) =>
    answers === undefined
      ? []
      : wave.statements.map(({id, area, text: words}) => [
          `${groupName(group, language)}: ${wordsIn(area, language)}`,
          wordsIn(words, language),
          ...judged(points[id], language),
          '',
          '',
        ]),
  )
  const answers = [say.allAnswers, '', results.answers, '', '', '']
  const own = results.words.map(words => [wave.comment ? wordsIn(wave.comment, language) : '', words, '', '', '', ''])
  return {kind: 'file', name, type: 'text/csv', text: csvOf([say.columns, answers, index, ...lines, ...groups, ...own])}
}

function trendIn({outcome, history}: Concluded): Trend {
  const before = history.slice(0, -1).findLast(({results}) => results)
  if (!outcome.results || !before?.results) return {statements: {}}
  const then = {results: before.results, wordings: before.wordings}
  return trendOf({results: outcome.results, wordings: outcome.wordings}, then)
}

function indexBlocks({index}: Results, trend: Trend, language: Language): Block[] {
  if (!index) return []
  const say = pulsePhrases[language].results
  const verdict = say.verdicts[verdictOn(index.points)]
  const change = trend.index ? ` · ${say.changes[trend.index]}` : ''
  return [paragraph([strong(say.index(shownText(index.points, language), verdict)), text(change)])]
}

function barsOf({wave, language}: Concluded, results: Results): Chart {
  const say = pulsePhrases[language].results
  const points = (id: string) => results.statements.find(each => each.id === id)?.score?.points ?? null
  return {
    kind: 'chart',
    form: 'bars',
    title: say.chart,
    unit: say.unit,
    most: 100,
    labels: wave.statements.map(({area}) => wordsIn(area, language)),
    series: [{name: '', values: wave.statements.map(({id}) => points(id))}],
  }
}

function lineOf({id, score, agree}: StatementResult, {wave, language}: Concluded, trend: Trend): Span[] {
  const say = pulsePhrases[language].results
  const statement = wave.statements.find(each => each.id === id)
  const change = trend.statements[id]
  const facts = score
    ? [
        `${shownText(score.points, language)}, ${say.verdicts[verdictOn(score.points)]}`,
        ...(agree === undefined ? [] : [say.agree(shownText(agree, language))]),
        ...(change ? [say.changes[change]] : []),
      ]
    : [say.hidden]
  const [area, words] = statement ? [statement.area, statement.text] : [{en: id}, {en: ''}]
  return [strong(wordsIn(area, language)), text(`: ${facts.join(' · ')}. ${wordsIn(words, language)}`)]
}

function groupBlocks({wave, language}: Concluded, {groups}: Results): Block[] {
  const say = pulsePhrases[language].results
  const items = groups.flatMap(({name, answers, points}) => {
    if (answers === undefined) return []
    const scores = wave.statements.flatMap(({id, area}) => {
      const shown = points[id]
      return shown === undefined ? [] : [`${wordsIn(area, language)} ${shownText(shown, language)}`]
    })
    return [[strong(say.group(groupName(name, language), answers)), text(`: ${scores.join(', ')}`)]]
  })
  return items.length === 0 ? [] : [paragraph([strong(say.groups)]), {kind: 'list', ordered: false, items}]
}

/** A line for each set of statements: the index of other statements, or of other words, is another index. */
function trendBlocks({history, language}: Concluded): Block[] {
  const shown = history.slice(-most.waves)
  if (shown.filter(({results}) => results?.index).length < 2) return []
  const say = pulsePhrases[language].results
  const asked = [...new Set(shown.map(({wordings}) => JSON.stringify(wordings)))].slice(-2)
  const series = asked.map((wordings, i) => ({
    name: i === asked.length - 1 ? say.trend : say.trendOther,
    values: shown.map(each =>
      JSON.stringify(each.wordings) === wordings ? (each.results?.index?.points ?? null) : null,
    ),
  }))
  const labels = shown.map(({day}) => day)
  return [{kind: 'chart', form: 'lines', title: say.trend, unit: say.unit, most: 100, labels, series}]
}

function wordBlocks({words}: Results, {wave, language}: Concluded): Block[] {
  if (words.length === 0) return []
  const say = pulsePhrases[language].results
  const left = words.length - most.words
  return [
    paragraph([strong(wave.comment ? wordsIn(wave.comment, language) : say.words)]),
    {kind: 'list', ordered: false, items: words.slice(0, most.words).map(each => [text(each)])},
    ...(left > 0 ? [note(say.moreWords(left))] : []),
  ]
}

function weakestBlocks({statements}: Results, {wave, language, inChannel}: Concluded): Block[] {
  const say = pulsePhrases[language].results
  const weakest = weakestOf(statements, wave.statements)
  if (!weakest) return []
  const value = `- ${weakest.read} ${language}`
  const row: Button[] = [{label: say.read, action: otherActions.read, value, style: 'primary'}]
  if (inChannel) row.push({label: say.tips, action: otherActions.tips, value, opens: 'form'})
  return [buttons(row, say.weakest(wordsIn(weakest.area, language)))]
}

/** The statement with the lowest score that is shown; of equal ones the first. */
function weakestOf(results: readonly StatementResult[], asked: readonly Statement[]): Statement | undefined {
  const scored = results.flatMap(({id, score}) => (score ? [{id, points: score.points}] : []))
  const lowest = scored.reduce((low, each) => (each.points < low.points ? each : low), scored[0] ?? {id: '', points: 0})
  return asked.find(({id}) => id === lowest.id)
}

function judged(points: number | undefined, language: Language): string[] {
  const say = pulsePhrases[language].results
  return points === undefined ? ['', say.hidden] : [shownText(points, language), say.verdicts[verdictOn(points)]]
}

function groupName(name: string, language: Language): string {
  return name === '' ? pulsePhrases[language].groups.none : name
}

/** A number at a cap stands for all beyond it. */
function shownText(points: number, language: Language): string {
  const say = pulsePhrases[language].results
  if (points <= caps.low) return say.atMost
  return points >= caps.high ? say.atLeast : String(points)
}
