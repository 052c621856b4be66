// Whoever mistypes a variable reads which one was meant; variables of other programs are left alone.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import {settings} from '../src/config-reference.ts'
import {unknownSentence, unknownVariables} from '../src/unknown-variables.ts'

const known = settings.map(({name}) => name)

describe('a variable that looks like ours', () => {
  it.each([
    ['SLACK_BOT_TOKN', 'SLACK_BOT_TOKEN'],
    ['SLAK_BOT_TOKEN', 'SLACK_BOT_TOKEN'],
    ['SLACK_SIGNIN_SECRET', 'SLACK_SIGNING_SECRET'],
    ['STORE_ULR', 'STORE_URL'],
    ['KNOWLEDGE_DIR', 'KNOWLEDGE_DIRS'],
    ['MicrosoftAppID', 'MicrosoftAppId'],
    ['MICROSOFT_APP_ID', 'MicrosoftAppId'],
    ['microsoftapppassword', 'MicrosoftAppPassword'],
    ['WEBCHAT_ORIGIN', 'WEB_CHAT_ORIGIN'],
    ['slack_bot_token', 'SLACK_BOT_TOKEN'],
    ['METRIC_PORT', 'METRICS_PORT'],
    ['ENCRYPTION_KEYS', 'ENCRYPTION_KEY'],
  ])('%s is told, and %s was meant', (name, likely) => {
    expect(unknownVariables([name])).toEqual([{name, likely}])
  })

  it('with nothing near is told all the same', () => {
    const [unknown] = unknownVariables(['SLACK_WEBHOOK_ADDRESS'])
    expect(unknown && unknownSentence(unknown)).toBe('SLACK_WEBHOOK_ADDRESS is not a variable of ours.')
  })

  it('is told whichever letter of it is wrong', () => {
    const long = known.filter(name => name.length > 8)
    fc.assert(
      fc.property(fc.constantFrom(...long), fc.nat(), fc.constantFrom('', 'X', 'xy'), (name, place, letter) => {
        const at = place % name.length
        const wrong = name.slice(0, at) + letter + name.slice(at + 1)
        fc.pre(!known.includes(wrong))
        expect(unknownVariables([wrong])).toEqual([{name: wrong, likely: expect.any(String)}])
      }),
    )
  })
})

describe('a variable that is not told', () => {
  it.each([
    ...known,
    'PATH',
    'HOME',
    'NODE_OPTIONS',
    'npm_config_store_dir',
    'LOGNAME',
    'STORE_SERVICE_HOST',
    'SLACK_PORT_80_TCP_ADDR',
    'MICROSOFT_EDGE_PATH',
    'TIP',
  ])('%s', name => {
    expect(unknownVariables([name])).toEqual([])
  })
})
