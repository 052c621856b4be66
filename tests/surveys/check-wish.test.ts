// The wish for a check: which words begin one, and which are questions like any other.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeAll, describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import type {Activity} from '../../src/chat/activity.ts'
import type {CheckWish} from '../../src/surveys/check-wish.ts'
import {checkWishOf} from '../../src/surveys/check-wish.ts'
import type {Survey} from '../../src/surveys/definition.ts'
import {Surveys} from '../../src/surveys/surveys.ts'
import {anyText} from '../doubles/any-text.ts'
import {ourLibrary} from '../doubles/world.ts'

let checks: readonly Survey[]

beforeAll(async () => {
  checks = new Surveys(await ourLibrary()).all('check')
})

const place = {platform: 'p', tenant: 't', id: 'c', scope: 'personal' as const}
const base = {id: 'e', at: 0, from: {platform: 'p', tenant: 't', id: 'u'}, conversation: place}

function toldOf(wish: CheckWish | undefined): string {
  if (!wish) return 'nothing'
  return wish.kind === 'list' ? `list${wish.unknown ? ' unknown' : ''}` : `${wish.kind} ${wish.survey.name}`
}

const said = (text: string, addressed = true): Activity => ({...base, kind: 'message', text, addressed})
const command = (name: string, text = ''): Activity => ({...base, kind: 'command', name, text})
const wish = (activity: Activity) => toldOf(checkWishOf(activity, checks))

describe('a wish', () => {
  it.each([
    ['How ready are we?', 'begin readiness'],
    ['check readiness', 'begin readiness'],
    ['Start the readiness check.', 'begin readiness'],
    ['我们准备好了吗', 'begin readiness'],
    ['check OSPO maturity', 'begin ospo-maturity'],
    ['take the value finder', 'begin value-finder'],
    ['my readiness result', 'result readiness'],
    ['checks', 'list'],
    ['自测', 'list'],
    ['readiness', 'nothing'],
    ['involvement', 'nothing'],
    ['check our licences', 'nothing'],
    ['How ready are we for the cloud?', 'nothing'],
    ['', 'nothing'],
  ])('in the words %j is %s', (words, expected) => {
    expect(wish(said(words))).toBe(expected)
    expect(wish(command('ask', words))).toBe(expected)
    expect(wish(said(words, false))).toBe('nothing')
  })

  it.each([
    ['readiness', '', 'begin readiness'],
    ['readiness', 'of the whole company', 'begin readiness'],
    ['readiness', 'result', 'result readiness'],
    ['check', 'involvement', 'begin involvement'],
    ['check', '', 'list'],
    ['check', 'nonsense', 'list unknown'],
    ['checks', '', 'list'],
    ['help', '', 'nothing'],
    ['forget', 'me', 'nothing'],
  ])('in the command %s %j is %s', (name, text, expected) => {
    expect(wish(command(name, text))).toBe(expected)
  })

  it('is found in the words of every check, however they are typed', () => {
    const spelling = fc.constantFrom(
      (words: string) => words.toUpperCase(),
      (words: string) => `  ${words}?! `,
      (words: string) => words.replaceAll(' ', '   '),
    )
    const own = checks.flatMap(survey => survey.words.map(words => ({survey, words})))
    fc.assert(
      fc.property(fc.constantFrom(...own), spelling, ({survey, words}, spelled) => {
        expect(wish(said(spelled(words)))).toBe(`begin ${survey.name}`)
      }),
    )
  })

  it('is read from any text without harm', () => {
    fc.assert(
      fc.property(anyText(), anyText(), (name, text) => {
        checkWishOf(said(text), checks)
        checkWishOf(command(name, text), checks)
        const press = {...base, kind: 'press' as const, action: 'surveys.start', value: text}
        checkWishOf({...press, message: {conversation: place, id: 'm'}}, checks)
      }),
    )
  })
})
