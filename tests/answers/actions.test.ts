// The values of buttons are read in whatever form they come back.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import {actions, pressedOf} from '../../src/answers/actions.ts'

describe('the value of a button', () => {
  it.each([
    ['id passage en', {answer: 'id', passage: 'passage', language: 'en', whole: false, mine: false}],
    ['id passage zh', {answer: 'id', passage: 'passage', language: 'zh', whole: false, mine: false}],
    ['id passage zh mine', {answer: 'id', passage: 'passage', language: 'zh', whole: false, mine: true}],
    ['id passage zh all', {answer: 'id', passage: 'passage', language: 'zh', whole: true, mine: false}],
    ['id - en', {answer: 'id', passage: '', language: 'en', whole: false, mine: false}],
    ['id zh', {answer: 'id', passage: '', language: 'zh', whole: false, mine: false}],
    ['zh', {answer: 'zh', passage: '', language: 'zh', whole: false, mine: false}],
    ['', {answer: '', passage: '', language: 'en', whole: false, mine: false}],
    ['id passage fr', {answer: 'id', passage: 'passage', language: 'en', whole: false, mine: false}],
  ])('%j', (value, pressed) => {
    expect(pressedOf(value)).toEqual(pressed)
  })

  it('of any kind is read', () => {
    fc.assert(fc.property(fc.string(), value => expect(['en', 'zh']).toContain(pressedOf(value).language)))
  })
})

describe('the actions', () => {
  it('have names of their own', () => {
    expect(new Set(Object.values(actions)).size).toBe(Object.keys(actions).length)
  })
})
