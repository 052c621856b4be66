// Masking: what is stored of a question holds no addresses, links, secrets or long numbers, and costs little.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import {masked} from '../../src/answers/mask.ts'
import {anyText} from '../doubles/any-text.ts'

describe('what tells of people or opens doors', () => {
  it.each([
    ['ask ada@example.org please', 'ask [address] please'],
    ['ada.b+c@mail.example.co.uk', '[address]'],
    ['jürgen@müller.de', '[address]'],
    ['see https://intranet.example.org/a?b=c#d now', 'see [link] now'],
    ['HTTP://X.ORG', '[link]'],
    ['<https://a.example|text>', '<[link]>'],
    ['<@U123ABC> and <#C1|general> and <!channel>', '[mention] and [mention] and [mention]'],
    ['token ghp_abcdefghijklmnopqrstuvwxyz0123456789', 'token [secret]'],
    ['xoxb-1234567890-abcdefghijkl', '[secret]'],
    ['AKIAIOSFODNN7EXAMPLE', '[secret]'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc', '[secret]'],
    ['wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', '[secret]'],
    ['server 10.20.30.40 is down', 'server [address] is down'],
    ['call +49 (151) 2345-6789', 'call [number]'],
    ['id 12345678', 'id [number]'],
  ])('%j becomes %j', (question, kept) => {
    expect(masked(question)).toBe(kept)
  })

  it('is masked where the question is cut', () => {
    for (const secret of [
      'ghp_abcdefghijklmnopqrstuvwxyz0123456789',
      'ada.lovelace@example.org',
      '4111 1111 1111 1111',
    ]) {
      for (let at = 460; at <= 500; at++) {
        const kept = masked(`${'word '.repeat(100).slice(0, at - 1)} ${secret} tail`)
        expect(kept).not.toMatch(/ghp_a|ada\.|4111 1/)
      }
    }
  })
})

describe('what tells nothing', () => {
  it.each([
    'What is an OSPO?',
    'What about AGPL-3.0-or-later and 1,000 repositories in 2024?',
    'skills-development and skeleton-projects of ghost-hunters in risk-management',
    'CVE-2021-44228 in log4j 2.14.1',
    'open-source-program-office-in-the-public-sector',
    '怎样说服高层支持？',
    'a < b and c > d',
  ])('%j is kept', question => {
    expect(masked(question)).toBe(question)
  })
})

describe('a kept question', () => {
  it('is one line of at most 500 characters without control marks', () => {
    fc.assert(
      fc.property(anyText(1_500), question => {
        const kept = masked(question)
        expect(kept.length).toBeLessThanOrEqual(500)
        expect(kept).not.toMatch(/[\p{Cc}\p{Cf}]/u)
      }),
    )
  })

  it('is masked once and for all', () => {
    fc.assert(
      fc.property(fc.string({maxLength: 200}), question => expect(masked(masked(question))).toBe(masked(question))),
    )
  })

  it.each([
    'a'.repeat(1_000_000),
    'a.'.repeat(500_000),
    '1 '.repeat(500_000),
    'a@'.repeat(500_000),
    '<@'.repeat(500_000),
    'https://'.repeat(100_000),
    ' '.repeat(1_000_000),
    `${'a-'.repeat(500_000)}1`,
  ])('of a million hostile characters is ready at once (%#)', question => {
    expect(masked(question).length).toBeLessThanOrEqual(500)
  })
})
