// Every card and form of a pulse is one that Slack takes as it is, with nothing cut off, in both languages.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeAll, describe, expect, it} from '@jest/globals'
import {guardBlocks} from '../../adapters/slack/guard.ts'
import {toBlocks} from '../../adapters/slack/to-blocks.ts'
import {formModal} from '../../adapters/slack/to-modal.ts'
import type {Card} from '../../src/chat/card.ts'
import {cardText} from '../../src/chat/card-text.ts'
import type {Form} from '../../src/chat/form.ts'
import type {Language} from '../../src/knowledge/passage.ts'
import {minimumsOf} from '../../src/surveys/anonymity.ts'
import {groupsForm, offerCard, previewCard, problemsCard, setUpForm} from '../../src/surveys/launch-form.ts'
import {askedIn} from '../../src/surveys/open-wave.ts'
import {channelCard, invitationCard, reminderCard, runningCard, savedCard} from '../../src/surveys/pulse-card.ts'
import {doneForm, nextCard} from '../../src/surveys/pulse-owner-card.ts'
import {resultCard} from '../../src/surveys/pulse-result-card.ts'
import {resultsOf} from '../../src/surveys/results.ts'
import {Surveys} from '../../src/surveys/surveys.ts'
import {Tally} from '../../src/surveys/tally.ts'
import {voteForm} from '../../src/surveys/vote-form.ts'
import type {Outcome, Series, Wave} from '../../src/surveys/wave.ts'
import {wordingsOf} from '../../src/surveys/wave.ts'
import {pulseLibrary} from '../doubles/pulse-team.ts'

const owner = {platform: 'recording', tenant: 'T1', id: 'U-owner'}
const long = 'What we ask for, in many words. '.repeat(20)
const minimums = minimumsOf()
const languages: readonly Language[] = ['en', 'zh']
const groups = ['Platform', 'Payments', '']

let surveys: Surveys
let wave: Wave

function seriesIn(language: Language): Series {
  return {
    ...{platform: 'recording', tenant: 'T1', id: 'series', owner, asker: long.slice(0, 80), why: long.slice(0, 400)},
    audience: {kind: 'people', people: []},
    ...{survey: 'pulse', rhythm: 'quarterly', zone: 'America/Argentina/ComodRivadavia', language, days: 5, words: true},
    groups: [{name: 'Platform', people: ['U1', 'U2']}],
    ...{waves: 3, done: long.slice(0, 600), state: 'running'},
  }
}

function outcomeOn(day: string): Outcome {
  const ids = wave.statements.map(({id}) => id)
  const tally = new Tally(ids, groups)
  for (let i = 0; i < 60; i += 1) {
    const choices = Object.fromEntries(ids.map((id, at) => [id, 1 + ((i * (at + 3)) % 5)]))
    tally.add({choices, words: long.slice(i % 20, 300)}, groups[i % 3] ?? '')
  }
  const results = resultsOf(tally, {statements: ids, groups, minimums})
  return {day, results, wordings: wordingsOf(wave), done: long.slice(0, 600)}
}

beforeAll(async () => {
  surveys = new Surveys(await pulseLibrary())
  const survey = surveys.find('pulse', 'pulse')
  if (!survey) throw new Error('the pulse is missing')
  const base = {
    platform: 'recording',
    tenant: 'T1',
    id: 'series.3',
    series: 'series',
    number: 3,
    state: 'open',
  } as const
  wave = {...base, opensAt: 0, closesAt: Date.UTC(2026, 10, 27, 17), ...askedIn(survey, true)}
})

function cards(language: Language): Card[] {
  const series = seriesIn(language)
  const asked = {series, wave}
  const days = Array.from({length: 14}, (_, i) => `2026-${String(i + 1).padStart(2, '0')}-01`)
  const history = days.map(outcomeOn)
  const outcome = history.at(-1) ?? outcomeOn('2027-01-01')
  const concluded = {wave, outcome, history, minimum: 5, language, inChannel: true}
  const draft = {id: 'draft', owner, language, values: {}, groups: []}
  const ready = {series, closesAt: wave.closesAt, invitees: {people: [owner], leftOut: 3}}
  return [
    offerCard(language),
    previewCard(ready, wave, minimums),
    problemsCard([long, long], draft),
    invitationCard(asked, minimums),
    channelCard(asked),
    reminderCard(asked),
    runningCard(asked),
    savedCard(asked, language),
    nextCard(asked, wave.closesAt),
    resultCard(concluded),
    resultCard({...concluded, outcome: {...outcome, results: undefined}}),
  ]
}

function forms(language: Language): Form[] {
  const draft = {id: 'draft', owner, language, values: {}, groups: seriesIn(language).groups}
  const shown = {audience: 'channel', survey: 'pulse', rhythm: 'once', closes: '2026-11-27', zone: 'UTC'}
  const before = {choices: {knowledge: 4}, words: long.slice(0, 300)}
  return [
    setUpForm({id: 'draft', shown, inChannel: true}, {surveys, minimums}, language),
    setUpForm({id: 'draft', shown: {}, inChannel: false}, {surveys, minimums}, language),
    groupsForm(draft, minimums),
    voteForm(wave, before, language),
    voteForm(wave, undefined, language),
    doneForm(wave.id, long.slice(0, 600), language),
  ]
}

describe.each(languages)('in %s', language => {
  it('every card is taken, with all of its words', () => {
    for (const card of cards(language)) {
      const {blocks} = toBlocks(card, 'message')
      expect(guardBlocks(blocks, 'message')).toEqual([])
      expect(JSON.stringify(blocks)).not.toContain('too long for Slack')
      expect(cardText(card).length).toBeGreaterThan(10)
    }
  })

  it('every form is taken, with a title that fits its bar', () => {
    for (const form of forms(language)) {
      const modal = formModal(form, {place: {id: 'C1', scope: 'channel'}, activeThread: undefined})
      const blocks = modal['blocks'] as Parameters<typeof guardBlocks>[0]
      expect(guardBlocks(blocks, 'modal', {submit: true, language})).toEqual([])
      expect(form.title.length).toBeLessThanOrEqual(24)
      expect(form.submit.length).toBeLessThanOrEqual(24)
      expect(JSON.stringify(modal)).toContain(form.title)
    }
  })
})
