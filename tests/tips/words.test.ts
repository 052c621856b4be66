// Words about tips: what is a wish for tips, which rhythm and time it names, and what is a question.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import {understood} from '../../src/tips/words.ts'

const fieldsOf = (words: string, asked = false) => {
  const said = understood(words, asked)
  return said?.wants === 'tips' ? said.fields : said?.wants
}

describe('a wish', () => {
  it.each([
    ['send us a tip every Tuesday at 9', {rhythm: 'weekly', days: '2', time: '09:00'}],
    ['Please send tips every weekday at 8:30am', {rhythm: 'weekdays', time: '08:30'}],
    ['we want tips daily at 4 pm', {rhythm: 'daily', time: '16:00'}],
    ['post a tip each morning', {rhythm: 'daily'}],
    ['tips on Mondays and Thursdays at 16:45', {rhythm: 'weekly', days: '1\n4', time: '16:45'}],
    ['a tip every other Friday at noon', {rhythm: 'fortnightly', days: '5', time: '12:00'}],
    ['tips every two weeks on Wed at 10', {rhythm: 'fortnightly', days: '3', time: '10:00'}],
    ['a tip on the first Monday of each month at 9.15', {rhythm: 'monthly', days: '1', time: '09:15'}],
    ['subscribe us to tips', {}],
    ['send us tips at 12am daily', {rhythm: 'daily', time: '00:00'}],
    ['send us tips at 12pm daily', {rhythm: 'daily', time: '12:00'}],
    ['每周二9点给我们发一条小贴士', {rhythm: 'weekly', days: '2', time: '09:00'}],
    ['每天下午3点半发小贴士', {rhythm: 'daily', time: '15:30'}],
    ['每个工作日10:15推送小贴士', {rhythm: 'weekdays', time: '10:15'}],
    ['订阅小贴士', {}],
  ])('"%s" is understood', (words, fields) => {
    expect(fieldsOf(words)).toEqual(fields)
  })

  it('behind the command needs not name tips', () => {
    expect(fieldsOf('every Monday at 7', true)).toEqual({rhythm: 'weekly', days: '1', time: '07:00'})
    expect(fieldsOf('every Monday at 7')).toBeUndefined()
  })

  it('whose time does not exist names none', () => {
    expect(fieldsOf('send tips daily at 25:00')).toEqual({rhythm: 'daily'})
    expect(fieldsOf('send tips daily at 9:75')).toEqual({rhythm: 'daily'})
  })
})

describe('what else is said', () => {
  it.each(['tips', 'Tips!', 'show our tips', '小贴士'])('"%s" lists what comes here', words => {
    expect(fieldsOf(words)).toBe('list')
  })

  it.each([
    'What tips do you have for a first policy?',
    'how do I send a tip to a maintainer every week',
    'Can we get tips on licences?',
    'tips for writing a policy',
    'Is there a way to want tips?',
    'what is the tipping point',
    '有什么小贴士可以订阅？',
    'multiple',
    'our weekly meeting is on Tuesday at 9',
  ])('"%s" is a question or none of our business', words => {
    expect(fieldsOf(words)).toBeUndefined()
  })

  it('whatever it is, nothing is thrown, and a time that is understood exists', () => {
    fc.assert(
      fc.property(fc.string(), fc.boolean(), (words, asked) => {
        const fields = fieldsOf(`send tips daily at ${words}`, asked)
        if (typeof fields === 'object' && fields.time !== undefined)
          expect(fields.time).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/)
      }),
    )
  })
})
