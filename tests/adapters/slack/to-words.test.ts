// Text of Slack in plain words: what a person reads, and not the marks that Slack puts in.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import {mentions, toWords, withoutMention} from '../../../adapters/slack/to-words.ts'

describe('text in plain words', () => {
  it.each([
    ['a &lt;b&gt; &amp; c', 'a <b> & c'],
    ['&amp;lt; stays as it was typed', '&lt; stays as it was typed'],
    ['<@U0ANN> knows', '@someone knows'],
    ['<@U0ANN|ann> knows', '@ann knows'],
    ['see <#C0GENERAL|general>', 'see #general'],
    ['see <#C0PRIVATE|>', 'see #channel'],
    ['see <#C0PRIVATE>', 'see #channel'],
    ['<https://example.org|the page>', 'the page'],
    ['<https://example.org/a?b=c&amp;d>', 'https://example.org/a?b=c&d'],
    ['<mailto:ann@example.org|ann@example.org>', 'ann@example.org'],
    ['<mailto:ann@example.org>', 'ann@example.org'],
    ['<tel:+15551234|call>', 'call'],
    ['<!here> <!channel> <!everyone>', '@here @channel @everyone'],
    ['<!subteam^S0TEAM|@lawyers> please', '@lawyers please'],
    ['<!date^1392734382^{date}|18 February> is the day', '18 February is the day'],
    ['  much   room\tand\nlines  ', 'much room and\nlines'],
    ['a < b and b > c', 'a < b and b > c'],
    ['什么是 <https://example.org|OSPO>？', '什么是 OSPO？'],
  ])('%j reads %j', (text, words) => {
    expect(toWords(text)).toBe(words)
  })

  it('is read up to twelve thousand characters', () => {
    expect(toWords('a'.repeat(20_000))).toHaveLength(12_000)
  })

  it('comes of any text, and quickly', () => {
    const marks = fc.array(fc.constantFrom('<', '>', '@', '|', '!', '#', '&amp;', 'a', ' ', 'https://x'))
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          marks.map(parts => parts.join('')),
        ),
        text => {
          expect(typeof toWords(text)).toBe('string')
        },
      ),
      {numRuns: 2_000},
    )
    const begun = performance.now()
    toWords('<'.repeat(100_000))
    toWords('<@U|'.repeat(25_000))
    expect(performance.now() - begun).toBeLessThan(500)
  })
})

describe('a mention', () => {
  it('is taken out wherever it stands, with its name', () => {
    expect(toWords(withoutMention('<@U0BOT> hello <@U0BOT|counselor>', 'U0BOT'))).toBe('hello')
  })

  it('is told from that of others, and from a name that begins alike', () => {
    expect(mentions('hi <@U0BOT>', 'U0BOT')).toBe(true)
    expect(mentions('hi <@U0BOT|counselor>', 'U0BOT')).toBe(true)
    expect(mentions('hi <@U0BOT2> U0BOT', 'U0BOT')).toBe(false)
  })
})
