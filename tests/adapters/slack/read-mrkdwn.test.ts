// Tests of the reader that the tests of mrkdwn trust.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import {markupIn, readText} from './read-mrkdwn.ts'

describe('the reader', () => {
  it.each([
    ['*bold* word', ['bold']],
    ['a *b* _c_ ~d~ `e`', ['bold', 'code', 'italic', 'strike']],
    ['mid\u200b*word*\u200bs', ['bold']],
    ['*\u200bgaps inside do not help\u200b*', ['bold']],
    ['snake_case_name and 2*3*4', []],
    ['&gt; quoted', ['quote']],
    ['one\n  > quoted', ['quote']],
    ['＞ quoted', ['quote']],
    [':smile: and :+1:', ['emoji']],
    ['<!channel> <@U1>', ['command']],
    ['@here and @Anna', ['mention']],
    ['mail a@b.example', []],
    ['<https://a.example|b>', ['link']],
    ['a < b', ['broken']],
    ['a &nbsp; b', ['broken']],
    ['a &lt; b &amp;lt; c', []],
  ])('%j has %j', (mrkdwn, kinds) => {
    expect(markupIn(mrkdwn)).toEqual(kinds)
  })

  it('reads entities once', () => {
    expect(readText('&amp;lt;!channel&amp;gt; &lt;b&gt;')).toBe('&lt;!channel&gt; <b>')
  })
})
