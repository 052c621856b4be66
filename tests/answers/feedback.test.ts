// Feedback: answers, ratings and missed questions are kept by tenant, for a time, and never with the person's id.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeEach, describe, expect, it} from '@jest/globals'
import type {Answer} from '../../src/answers/answer.ts'
import {FeedbackBook} from '../../src/answers/feedback.ts'
import type {Person} from '../../src/chat/conversation.ts'
import {usualKeep} from '../../src/keep.ts'
import {front, knowledgeFrom, passageText} from '../doubles/knowledge-files.ts'
import {MemoryStore} from '../doubles/memory-store.ts'

const all = [...knowledgeFrom(front + ['a', 'b', 'c', 'd'].map(id => passageText(id)).join('')).passages.values()]
const ranked = all.map((passage, i) => ({passage, score: 0.9 - i / 10}))
const unknown: Answer = {decision: 'unknown', question: 'mail ada@example.org?', language: 'en', ranked, mended: []}
const known: Answer = {...unknown, decision: 'choose', choices: all.slice(0, 2)}
const ada: Person = {platform: 'p', tenant: 't', id: 'U-ada'}
const grace: Person = {...ada, id: 'U-grace'}
const elsewhere: Person = {...ada, tenant: 'other'}

let time = 0
let store: MemoryStore
let book: FeedbackBook

beforeEach(() => {
  time = Date.UTC(2026, 10, 20, 23, 59)
  store = new MemoryStore(() => time)
  book = new FeedbackBook(store, () => time)
})

async function listOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const item of items) list.push(item)
  return list
}

describe('an answer', () => {
  it('is noted with the masked question, three passages and the day', async () => {
    await book.note(ada, '1', known)
    expect(await book.noted(ada, '1')).toEqual({
      question: 'mail [address]?',
      decision: 'choose',
      language: 'en',
      passages: ['a', 'b', 'c'],
      day: '2026-11-20',
    })
    expect(await listOf(book.missedQuestions(ada))).toEqual([])
  })

  it('is missed at once where nothing was known', async () => {
    await book.note(ada, '1', unknown)
    expect(await listOf(book.missedQuestions(ada))).toEqual([
      expect.objectContaining({question: 'mail [address]?', reason: 'unknown'}),
    ])
  })

  it('is kept for its time, and in its tenant only', async () => {
    await book.note(ada, '1', known)
    expect(await book.noted(elsewhere, '1')).toBeUndefined()
    time += usualKeep.answers - 1
    expect(await book.noted(ada, '1')).toBeDefined()
    time += 1
    expect(await book.noted(ada, '1')).toBeUndefined()
  })
})

describe('a rating', () => {
  it('of one person replaces the one before, of two people are two', async () => {
    await book.rate('1', ada, 'up', 'a')
    await book.rate('1', ada, 'down', 'a')
    await book.rate('1', grace, 'up', 'a')
    const ratings = await listOf(book.ratings(ada, '1'))
    expect(ratings.map(({rating}) => rating).sort()).toEqual(['down', 'up'])
    expect(ratings[0]).toEqual({rating: expect.any(String), passage: 'a', day: '2026-11-20'})
    expect(await listOf(book.ratings(elsewhere, '1'))).toEqual([])
  })

  it('down makes the question a missed one, up does not', async () => {
    await book.note(ada, '1', known)
    await book.note(ada, '2', known)
    await book.rate('1', ada, 'up', 'a')
    await book.rate('2', ada, 'down', 'a')
    expect(await listOf(book.missedQuestions(ada))).toEqual([expect.objectContaining({reason: 'rated-down'})])
  })

  it('down of an answer that is no longer kept is stored, and misses nothing', async () => {
    await book.rate('gone', ada, 'down', 'a')
    expect(await listOf(book.ratings(ada, 'gone'))).toHaveLength(1)
    expect(await listOf(book.missedQuestions(ada))).toEqual([])
  })

  it('of an id with any signs in it stays apart from others', async () => {
    await book.rate('1:2', ada, 'up', 'a')
    await book.rate('1', ada, 'down', 'b')
    expect(await listOf(book.ratings(ada, '1'))).toEqual([expect.objectContaining({passage: 'b'})])
    expect(await listOf(book.ratings(ada, '1:2'))).toEqual([expect.objectContaining({passage: 'a'})])
  })
})

describe('a person', () => {
  it('stands in no key and no value', async () => {
    await book.note(ada, '1', unknown)
    await book.rate('1', ada, 'down', 'a')
    await book.missed(ada, '1', 'none-of-these')
    for (const [key, value] of await listOf(store.list(''))) expect(key + JSON.stringify(value)).not.toContain('U-ada')
  })

  it('can be forgotten with their ratings and missed questions, and nobody else with them', async () => {
    for (const [i, who] of [ada, ada, grace, elsewhere].entries()) {
      await book.note(who, `${i}`, unknown)
      await book.rate(`${i}`, who, 'up', 'a')
    }
    const forget = () => Promise.all(book.keepers.map(keeper => keeper.forget(ada)))
    expect(await forget()).toEqual([2, 2])
    expect(await listOf(book.missedQuestions(ada))).toHaveLength(1)
    expect(await listOf(book.ratings(ada, '0'))).toEqual([])
    expect(await listOf(book.ratings(ada, '2'))).toHaveLength(1)
    expect(await listOf(book.missedQuestions(elsewhere))).toHaveLength(1)
    expect(await forget()).toEqual([0, 0])
  })
})
